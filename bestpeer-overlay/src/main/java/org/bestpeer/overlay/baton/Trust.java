package org.bestpeer.overlay.baton;

import java.util.HashSet;
import java.util.Set;
import org.bestpeer.overlay.PeerId;

/**
 * Of which holders this peer has every acknowledged entry for certain. A disk that was set back to an older state looks
 * like any other after a restart, so that until the ring neighbours have told what they have, none is trusted.
 */
final class Trust {
    private final Set<PeerId> holders = new HashSet<>();
    private boolean placeConfirmed;

    void all(Place place) {
        holders.clear();
        holders.add(place.info().id());
        place.neighbours().forEach(info -> holders.add(info.id()));
        placeConfirmed = true;
    }

    void none() {
        holders.clear();
        placeConfirmed = false;
    }

    void add(PeerId holder) {
        holders.add(holder);
    }

    /** Notes that the scheduler, or all ring neighbours, know this peer at its place. */
    void confirmPlace() {
        placeConfirmed = true;
    }

    boolean isPlaceConfirmed() {
        return placeConfirmed;
    }

    boolean has(PeerId holder) {
        return placeConfirmed && holders.contains(holder);
    }

    boolean hasAll(Place place) {
        return has(place.info().id()) && place.neighbours().stream().allMatch(info -> has(info.id()));
    }
}
