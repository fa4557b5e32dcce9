package org.bestpeer.node.bootstrap;

import java.util.List;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.draw.DrawnPeer;

/**
 * Where a peer stands, as far as the bootstrap found out.
 *
 * @param reachable whether it answered; if not, its place is where it was when it last did
 * @param place its place; none if it has none or was never heard of
 */
public record MemberReport(String peer, String company, boolean reachable, List<MemberPlace> place) {
    public MemberReport {
        place = List.copyOf(place);
    }

    /** For a picture. */
    public DrawnPeer drawn() {
        if (place.isEmpty()) {
            return new DrawnPeer(new PeerId(peer), company, null, null, 0, reachable);
        }
        MemberPlace at = place.get(0);
        return new DrawnPeer(new PeerId(peer), company, at.position(), at.range(), at.entries(), reachable);
    }
}
