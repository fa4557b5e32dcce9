package org.bestpeer.overlay.epoch;

import java.util.List;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.tree.Seat;

/**
 * What the scheduler takes up again after a restart.
 *
 * @param network its network
 * @param incarnation life in which it was saved
 * @param epoch number of the newest change
 * @param seats the structure
 * @param participants every peer that has or had a seat
 * @param intents changes that are not ended
 * @param gaps ranges of which entries are gone
 */
public record Ledger(
        String network,
        long incarnation,
        long epoch,
        List<Seat> seats,
        List<Participant> participants,
        List<Intent> intents,
        List<Gap> gaps) {
    /**
     * A peer.
     *
     * @param contact where it was reached last
     * @param incarnation newest life of it that was heard
     * @param epoch of the newest change it was part of; 0 if of none
     * @param moved epoch in which its position or range changed last
     * @param since epoch in which it came to hold exactly the range it holds
     */
    public record Participant(PeerContact contact, long incarnation, long epoch, long moved, long since) {}

    /**
     * A change.
     *
     * @param epoch its number
     * @param state how far it is
     * @param unsettled peers that may not know what became of it
     */
    public record Intent(long epoch, State state, List<PeerId> unsettled) {}

    /**
     * A range all of whose keepers are gone.
     *
     * @param epoch newest one when that was noticed
     */
    public record Gap(KeyRange range, long epoch) {}

    /** How far a change is; what is still planned is not written down. */
    public enum State {
        PREPARING,
        COMMITTED,
        ROLLED_BACK
    }
}
