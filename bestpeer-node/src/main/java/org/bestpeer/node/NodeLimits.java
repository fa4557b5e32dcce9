package org.bestpeer.node;

import java.time.Duration;
import org.bestpeer.engine.admission.Admission;
import org.bestpeer.engine.admission.AdmissionLimits;
import org.bestpeer.engine.admission.AdmissionTexts;
import org.bestpeer.node.config.ConfigKey;
import org.bestpeer.node.config.NodeConfig;
import org.bestpeer.node.http.HttpLimits;
import org.bestpeer.overlay.transport.TransportLimits;

/** How much a peer does at once, out of its configuration. */
final class NodeLimits {
    /** A client that takes its time between two frames keeps its place that long, if others wait. */
    private static final Duration SLOW_CLIENT = Duration.ofSeconds(1);
    /** A receiver that takes no rows for that long is busy with other fragments. */
    private static final Duration SLOW_RECEIVER = Duration.ofMillis(20);
    /** Threads for requests that run no statement, such as those that cancel one. */
    private static final int OTHER_REQUESTS = 64;

    private NodeLimits() {}

    /** Of statements at their home peer. */
    static Admission statements(NodeConfig config) {
        return new Admission(
                AdmissionLimits.of(
                        config.count(ConfigKey.LIMITS_STATEMENTS),
                        config.count(ConfigKey.LIMITS_USER_STATEMENTS),
                        config.count(ConfigKey.LIMITS_STATEMENT_QUEUE),
                        SLOW_CLIENT),
                new AdmissionTexts(
                        "this peer",
                        "statements",
                        "user",
                        ConfigKey.LIMITS_STATEMENTS.key(),
                        ConfigKey.LIMITS_USER_STATEMENTS.key(),
                        ConfigKey.LIMITS_STATEMENT_QUEUE.key()));
    }

    /** Of fragments at the owner of their tables. */
    static Admission fragments(NodeConfig config, String company) {
        return new Admission(
                AdmissionLimits.of(
                        config.count(ConfigKey.LIMITS_FRAGMENTS),
                        config.count(ConfigKey.LIMITS_COMPANY_FRAGMENTS),
                        config.count(ConfigKey.LIMITS_FRAGMENT_QUEUE),
                        SLOW_RECEIVER),
                new AdmissionTexts(
                        "the peer of company " + company,
                        "fragments",
                        "company",
                        ConfigKey.LIMITS_FRAGMENTS.key(),
                        ConfigKey.LIMITS_COMPANY_FRAGMENTS.key(),
                        ConfigKey.LIMITS_FRAGMENT_QUEUE.key()));
    }

    /** A statement that waits keeps a thread; the others need some, too. */
    static HttpLimits front(NodeConfig config) {
        HttpLimits usual = HttpLimits.defaults();
        int threads = config.count(ConfigKey.LIMITS_STATEMENTS)
                + config.count(ConfigKey.LIMITS_STATEMENT_QUEUE)
                + OTHER_REQUESTS;
        return new HttpLimits(
                threads,
                usual.queue(),
                usual.connections(),
                usual.connectionsPerAddress(),
                usual.idle(),
                usual.slowBody());
    }

    /** A fragment that waits, for its turn or for its receiver, keeps a thread. */
    static TransportLimits transport(NodeConfig config) {
        TransportLimits usual = TransportLimits.defaults();
        TransportLimits.Counts counts = usual.counts();
        int threads = config.count(ConfigKey.LIMITS_FRAGMENTS) + config.count(ConfigKey.LIMITS_FRAGMENT_QUEUE);
        return usual.with(new TransportLimits.Counts(
                counts.perAddress(), counts.connections(), Math.max(counts.requests(), threads), threads));
    }
}
