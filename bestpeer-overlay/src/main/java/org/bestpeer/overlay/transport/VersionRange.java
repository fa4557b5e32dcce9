package org.bestpeer.overlay.transport;

import java.util.OptionalInt;

/** Versions of the peer protocol that a peer speaks, both ends inclusive. */
public record VersionRange(int lowest, int highest) {
    /** What this build speaks. */
    public static final VersionRange CURRENT = new VersionRange(1, 1);

    public VersionRange {
        if (lowest < 1 || lowest > highest || highest > 0xffff) {
            throw new IllegalArgumentException("not a range of versions: %d to %d".formatted(lowest, highest));
        }
    }

    /** The highest version that both speak. */
    public OptionalInt common(VersionRange other) {
        int best = Math.min(highest, other.highest);
        return best >= Math.max(lowest, other.lowest) ? OptionalInt.of(best) : OptionalInt.empty();
    }

    @Override
    public String toString() {
        return lowest == highest ? String.valueOf(lowest) : lowest + " to " + highest;
    }
}
