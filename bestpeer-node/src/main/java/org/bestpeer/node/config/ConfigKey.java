package org.bestpeer.node.config;

import java.util.Locale;

/** Every setting of a node: its key, type, defaults and meaning. {@code docs/configuration.md} is checked against it. */
public enum ConfigKey {
    PEER_LISTEN(
            "peer.listen",
            KeyType.ADDRESS,
            "0.0.0.0:7400",
            "0.0.0.0:7410",
            "Where other peers connect to (mutual TLS). Port 0 picks a free one. A peer may come back at another address,"
                    + " the bootstrap tells the others; peers find the bootstrap where `--bootstrap` said last."),
    PEER_ADVERTISE(
            "peer.advertise",
            KeyType.OPTIONAL_ADDRESS,
            "",
            "",
            "What other peers are told to connect to, where it differs from `peer.listen` (NAT, containers). Certificate"
                    + " names come from it. Empty: this machine's name and the port of `peer.listen`."),
    CONSOLE_LISTEN(
            "console.listen",
            KeyType.ADDRESS,
            "0.0.0.0:7480",
            "",
            "Where the bootstrap serves enrolment and administration (HTTPS). Port 0 picks a free one."),
    FRONT_LISTEN(
            "front.listen",
            KeyType.ADDRESS,
            "",
            "0.0.0.0:7490",
            "Where a peer serves JDBC, health and metrics (HTTPS; plain HTTP from this machine only). Port 0 picks a"
                    + " free one."),
    INDEX_PROMISE(
            "index.promise",
            KeyType.DURATION,
            "3s",
            "3s",
            "How long a published value range is kept to. Longer: fewer look-ups; loads outside the published range take"
                    + " that much longer to become visible."),
    INDEX_WAIT(
            "index.wait",
            KeyType.SWITCH,
            "true",
            "true",
            "Whether a load outside the published range waits until older promises have run out. `false` lets queries miss"
                    + " its rows for that time: for tests only."),
    STORE_SNAPSHOT_MEMORY(
            "store.snapshot-memory",
            KeyType.MEMORY,
            "25%",
            "25%",
            "Memory for copies of this peer's tables in columns, which queries read in place of the store unless an index of"
                    + " the store finds their rows sooner. A load leaves one of what it wrote; those that were not read for"
                    + " longest go first. 0: none."),
    STORE_TABLES(
            "store.tables",
            KeyType.TABLES,
            "cached",
            "cached",
            "Where the store keeps the rows of new tables while it is open: `cached`, on disk with those in memory that were"
                    + " used last; `memory`, all in the heap, which is faster where queries read the store. Both are safe"
                    + " on disk. A table that is there stays as it is until all its rows are replaced."),
    SHARE_WRITERS(
            "share.writers",
            KeyType.NAMES,
            "",
            "",
            "Users of this company who may change its shared rows by INSERT, UPDATE and DELETE: names with commas between"
                    + " them, or `*` for all. Empty: nobody."),
    QUERY_TIMEOUT(
            "query.timeout",
            KeyType.DURATION,
            "60s",
            "60s",
            "A statement is given up after this time unless its connection asks for less."),
    QUERY_SEND_ALONG(
            "query.send-along",
            KeyType.SENT_ALONG,
            "keys, rows, repartition",
            "keys, rows, repartition",
            "What may be sent to owners, so that the home peer gets fewer rows: keys of other fragments, or bloom filters of them;"
                    + " rows of small fragments; rows of both sides of a join, parted by their keys (repartition). Empty: every"
                    + " fragment sends all its rows to the home peer."),
    QUERY_LEARN_SPEEDS(
            "query.learn-speeds",
            KeyType.SWITCH,
            "true",
            "true",
            "Whether this peer learns from the statements that it has run how long rounds, fragments and bytes take, and chooses"
                    + " ways of joining by that. Otherwise it takes a network of 100 Mbit/s for granted, and a statement is"
                    + " always placed alike."),
    LIMITS_QUERY_MEMORY(
            "limits.query-memory",
            KeyType.SIZE,
            "256m",
            "256m",
            "Memory that one statement may hold at its home peer, and each of its fragments at an owner."),
    LIMITS_MEMORY(
            "limits.memory",
            KeyType.MEMORY,
            "50%",
            "50%",
            "Memory that all statements and fragments at a node may hold together. A statement that can get no more writes rows"
                    + " to disk, or fails (53200)."),
    LIMITS_SPILL(
            "limits.spill",
            KeyType.SIZE,
            "10g",
            "10g",
            "What all statements and fragments at a node may write to disk (`DATA/spill`, encrypted) of rows that do not fit"
                    + " into memory. 0: nothing; then they fail. The last GiB of the disk is never taken."),
    LIMITS_STATEMENTS(
            "limits.statements",
            KeyType.COUNT,
            "64",
            "64",
            "Statements that run at once at their home peer. Others wait for their turn, which counts against their time limit."
                    + " Statements that read system tables alone do not wait."),
    LIMITS_USER_STATEMENTS("limits.user-statements", KeyType.COUNT, "4", "4", "The same for each user."),
    LIMITS_STATEMENT_QUEUE(
            "limits.statement-queue",
            KeyType.COUNT,
            "256",
            "256",
            "Statements that may wait, a quarter of them of one user; more are refused at once (53300)."),
    LIMITS_FRAGMENTS(
            "limits.fragments",
            KeyType.COUNT,
            "64",
            "64",
            "Fragments of statements that a peer runs at once for all peers, its own among them."),
    LIMITS_COMPANY_FRAGMENTS(
            "limits.company-fragments", KeyType.COUNT, "16", "16", "The same for each company that asks."),
    LIMITS_FRAGMENT_QUEUE(
            "limits.fragment-queue",
            KeyType.COUNT,
            "1024",
            "1024",
            "Fragments that may wait, for their turn or for their receiver, a quarter of them for one company's turn; more are"
                    + " refused at once (53300)."),
    LIMITS_SESSIONS("limits.sessions", KeyType.COUNT, "1000", "1000", "Open JDBC connections at a peer."),
    LIMITS_REQUEST_SIZE(
            "limits.request-size", KeyType.SIZE, "8m", "8m", "Longest HTTP request body that is not an upload."),
    LIMITS_UPLOAD_SIZE("limits.upload-size", KeyType.SIZE, "16g", "16g", "Longest file that `load` takes.");

    private final String key;
    private final KeyType type;
    private final String bootstrapDefault;
    private final String peerDefault;
    private final String doc;

    ConfigKey(String key, KeyType type, String bootstrapDefault, String peerDefault, String doc) {
        this.key = key;
        this.type = type;
        this.bootstrapDefault = bootstrapDefault;
        this.peerDefault = peerDefault;
        this.doc = doc;
    }

    /** As in files and {@code --set}. */
    public String key() {
        return key;
    }

    public KeyType type() {
        return type;
    }

    /** What holds if nothing is said. */
    public String defaultFor(Role role) {
        return role == Role.BOOTSTRAP ? bootstrapDefault : peerDefault;
    }

    /** What it means, in Markdown. */
    public String doc() {
        return doc;
    }

    /** Name of the environment variable, such as {@code BESTPEER_PEER_LISTEN}. */
    public String variable() {
        return "BESTPEER_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
