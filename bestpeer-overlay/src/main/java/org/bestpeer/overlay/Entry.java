package org.bestpeer.overlay;

import java.util.Arrays;

/**
 * An index entry. Of entries with the same key and publisher the one with the highest version counts.
 *
 * @param key where it is filed; equal keys of several publishers stand beside each other
 * @param publisher who vouches for it, and where it is reached
 * @param version grows with every change by its publisher
 * @param value what it says, opaque to the overlay; not to be changed
 */
public record Entry(Key key, PeerContact publisher, long version, byte[] value) {
    @Override
    public boolean equals(Object other) {
        return other instanceof Entry entry
                && key.equals(entry.key)
                && publisher.equals(entry.publisher)
                && version == entry.version
                && Arrays.equals(value, entry.value);
    }

    @Override
    public int hashCode() {
        return 31 * key.hashCode() + Long.hashCode(version);
    }

    @Override
    public String toString() {
        return "%s by %s v%d (%d bytes)".formatted(key, publisher, version, value.length);
    }
}
