package org.bestpeer.benchmarks.churn;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bestpeer.overlay.Entry;
import org.bestpeer.overlay.FoundEntry;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;

/** An entry that a look-up found. */
record Sighting(Key key, PeerId publisher, long version) {
    /** Nobody files it. */
    private static final long DAMAGED = -1;

    static Sighting of(FoundEntry found) {
        Entry entry = found.entry();
        boolean intact = Arrays.equals(entry.value(), value(entry.key(), entry.publisher(), entry.version()));
        return new Sighting(entry.key(), entry.publisher().id(), intact ? entry.version() : DAMAGED);
    }

    /** What a publisher files. */
    static Entry entry(Key key, PeerContact publisher, long version) {
        return new Entry(key, publisher, version, value(key, publisher, version));
    }

    private static byte[] value(Key key, PeerContact publisher, long version) {
        return "%s/%s/%d".formatted(key, publisher.id(), version).getBytes(StandardCharsets.UTF_8);
    }
}
