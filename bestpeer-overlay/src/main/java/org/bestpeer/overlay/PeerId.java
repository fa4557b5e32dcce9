package org.bestpeer.overlay;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Name of a peer, unique in its network and never given to another; lower-case letters, digits, dot, hyphen, underscore. */
public record PeerId(String value) implements Comparable<PeerId> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    public PeerId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a peer id: " + value);
        }
    }

    /** As a record's; written out, as it is asked for at every look into a table of peers. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PeerId peer && value.equals(peer.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public int compareTo(PeerId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
