package org.bestpeer.benchmarks.faults;

/** What goes wrong while a query runs. */
enum Fault {
    /** An owner's port is dead and its connections are closed. */
    OWNER_CUT(12, Blame.OWNER),
    /** An owner's connections are closed; it can be dialled again. */
    OWNER_RESET(4, Blame.OWNER),
    /** An owner ends without a word. */
    OWNER_DROPPED(4, Blame.OWNER),
    /** What an owner sends vanishes; its connections stay open. */
    ANSWERS_LOST(4, Blame.OWNER),
    /** What is sent to an owner vanishes; its connections stay open. */
    REQUESTS_LOST(2, Blame.OWNER),
    /** The home peer ends without a word. */
    COORDINATOR_DROPPED(2, Blame.COORDINATOR),
    /** What the home peer answers to its client vanishes. */
    COORDINATOR_SILENT(1, Blame.COORDINATOR),
    /** The client's connections are closed for good. */
    CLIENT_CUT(3, Blame.COORDINATOR),
    /** The client's connections are closed; it can dial again. */
    CLIENT_RESET(2, Blame.COORDINATOR),
    /** The client cancels the statement from another thread. */
    CLIENT_CANCELS(4, Blame.CLIENT),
    /** The client closes the result before its end. */
    CLIENT_CLOSES(2, Blame.NOBODY),
    /** The client neither reads on nor closes anything. */
    CLIENT_IDLES(1, Blame.TIME),
    /** The bootstrap is dead. */
    BOOTSTRAP_CUT(1, Blame.NOBODY);

    /** Which errors are clear ones. */
    enum Blame {
        /** Those that name the owner's company. */
        OWNER,
        /** Those that say that the home peer is not there. */
        COORDINATOR,
        /** The statement was cancelled. */
        CLIENT,
        /** Time is up. */
        TIME,
        /** None: it does not matter to the query. */
        NOBODY
    }

    private final int weight;
    private final Blame blame;

    Fault(int weight, Blame blame) {
        this.weight = weight;
        this.blame = blame;
    }

    /** How often it is drawn, compared with the others. */
    int weight() {
        return weight;
    }

    Blame blame() {
        return blame;
    }

    /** Whether the client, and not the network, does it while it reads. */
    boolean isOfReader() {
        return this == CLIENT_CLOSES || this == CLIENT_IDLES;
    }

    /** Whether everybody waits until time is up. */
    boolean isSilent() {
        return this == ANSWERS_LOST || this == REQUESTS_LOST || this == COORDINATOR_SILENT || this == CLIENT_IDLES;
    }

    /** Whether the client's connection is of no use afterwards. */
    boolean breaksConnection() {
        return blame == Blame.COORDINATOR;
    }
}
