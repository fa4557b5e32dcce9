package org.bestpeer.overlay.epoch;

import org.bestpeer.overlay.PeerContact;
import org.jspecify.annotations.Nullable;

/** What the scheduler knows of a peer. */
final class Member {
    /** How many came before it. */
    final int number;

    PeerContact contact;
    long incarnation;
    /** Of the newest change it was part of. */
    long epoch;
    /** Epoch in which its position or range changed last. */
    long moved;
    /** Epoch in which it came to hold exactly its range. */
    long since;

    int entries;
    /** Whether it has said how many entries it holds since it was part of a change. */
    boolean hasReported;

    boolean recovering;
    /** Whether it holds one key only, so that its range cannot be cut. */
    boolean narrow;

    boolean wantsPlace;
    boolean wantsToLeave;
    /** Whether it has been given up, and is to be repaired. */
    boolean dead;
    /** Number of the mourning in which it was given up last. */
    long death;
    /** For how long, in times the usual mourning, it is dead. */
    int mournedFor;
    /** Number of the mourning it is asked in for a sign of life; 0 if nobody suspects it. */
    long mourning;

    /** Newest round in which it has filed all it publishes, see {@link Refiling}. */
    long filed;
    /** Whether it has said of itself how it is, in this life of the scheduler. */
    boolean greeted;
    /** Whether it is there and holds nothing, so that it cannot agree to anything. */
    boolean placeless;

    long lastHeard;

    /** Of its place, as of a version of the structure. */
    long digest;

    long digestVersion = -1;

    private Ledger.@Nullable Participant saved;

    Member(PeerContact contact, long incarnation, int number) {
        this.number = number;
        this.contact = contact;
        this.incarnation = incarnation;
    }

    static Member of(Ledger.Participant saved, int number) {
        Member member = new Member(saved.contact(), saved.incarnation(), number);
        member.epoch = saved.epoch();
        member.moved = saved.moved();
        member.since = saved.since();
        // A life that was heard before is not a new one: whether it recovers is heard again.
        member.recovering = true;
        return member;
    }

    Ledger.Participant saved() {
        Ledger.Participant last = saved;
        boolean same = last != null
                && last.epoch() == epoch
                && last.incarnation() == incarnation
                && last.contact().equals(contact)
                && last.moved() == moved
                && last.since() == since;
        if (last == null || !same) {
            last = new Ledger.Participant(contact, incarnation, epoch, moved, since);
            saved = last;
        }
        return last;
    }

    boolean isUsable() {
        return !dead && mourning == 0;
    }
}
