package org.bestpeer.overlay.epoch;

import org.bestpeer.overlay.PeerContact;

/** What the scheduler knows of a peer. */
final class Member {
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
    /** For how long, in times the usual mourning, it is dead. */
    int mournedFor;
    /** Whether it is there but has not what it should: its disk is gone, or was set back. */
    boolean lostItsPlace;
    /** Number of the mourning it is asked in for a sign of life; 0 if nobody suspects it. */
    long mourning;

    long lastHeard;

    Member(PeerContact contact, long incarnation) {
        this.contact = contact;
        this.incarnation = incarnation;
    }

    static Member of(Ledger.Participant saved) {
        Member member = new Member(saved.contact(), saved.incarnation());
        member.epoch = saved.epoch();
        member.moved = saved.moved();
        member.since = saved.since();
        // A life that was heard before is not a new one: whether it recovers is heard again.
        member.recovering = true;
        return member;
    }

    Ledger.Participant saved() {
        return new Ledger.Participant(contact, incarnation, epoch, moved, since);
    }

    boolean isUsable() {
        return !dead && mourning == 0;
    }
}
