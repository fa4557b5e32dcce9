package org.bestpeer.overlay.tree;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bestpeer.overlay.PeerId;

/** New seats of all peers whose position or range changes; of each peer at most one. */
public record Change(List<Seat> seats) {
    public Change {
        seats = List.copyOf(seats);
        Set<PeerId> seen = new HashSet<>();
        for (Seat seat : seats) {
            if (!seen.add(seat.peer())) {
                throw new IllegalArgumentException("two seats for one peer in a change: " + seat.peer());
            }
        }
    }
}
