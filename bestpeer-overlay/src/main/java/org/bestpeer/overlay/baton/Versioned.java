package org.bestpeer.overlay.baton;

import java.util.Comparator;
import org.bestpeer.overlay.Entry;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.PeerId;

/**
 * An entry, or the mark that it was withdrawn, with what decides which of two is the newer: its version, then the life
 * of the publisher and the count of its calls, so that a late message never undoes a newer call.
 *
 * @param entry the entry
 * @param incarnation life of the publisher in which it was published
 * @param sequence counts the publisher's calls in that life
 * @param withdrawn whether it was taken back
 */
public record Versioned(Entry entry, long incarnation, long sequence, boolean withdrawn) {
    private static final Comparator<Versioned> AGE = Comparator.comparingLong((Versioned v) -> v.entry.version())
            .thenComparingLong(Versioned::incarnation)
            .thenComparingLong(Versioned::sequence);

    Key key() {
        return entry.key();
    }

    PeerId publisher() {
        return entry.publisher().id();
    }

    boolean isNewerThan(Versioned other) {
        return AGE.compare(this, other) > 0;
    }

    Stamp stamp() {
        return new Stamp(entry.key(), entry.version(), incarnation, sequence);
    }
}
