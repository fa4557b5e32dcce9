package org.bestpeer.overlay.tree;

/**
 * A place in the tree. Ordered as in an in-order walk.
 *
 * @param level depth, 0 for the root
 * @param number 1 to 2^level, from the left
 */
public record Position(int level, long number) implements Comparable<Position> {
    /** The place of the first peer. */
    public static final Position ROOT = new Position(0, 1);

    private static final int DEEPEST = 60;

    public Position {
        if (level < 0 || level > DEEPEST || number < 1 || number > 1L << level) {
            throw new IllegalArgumentException("no such position: level %d, number %d".formatted(level, number));
        }
    }

    public boolean isRoot() {
        return level == 0;
    }

    public Position parent() {
        return new Position(level - 1, (number + 1) / 2);
    }

    public Position child(Side side) {
        return new Position(level + 1, side == Side.LEFT ? 2 * number - 1 : 2 * number);
    }

    public boolean isParentOf(Position other) {
        return !other.isRoot() && other.parent().equals(this);
    }

    /** Number of neighbours that a full routing table of a side holds: those at distance 1, 2, 4 … on the same level. */
    public int tableSize(Side side) {
        long room = side == Side.LEFT ? number - 1 : (1L << level) - number;
        return 64 - Long.numberOfLeadingZeros(room);
    }

    /** The slot of the routing table in which the other position stands, or -1. */
    public int slotOf(Position other) {
        long distance = Math.abs(other.number - number);
        return other.level == level && Long.bitCount(distance) == 1 ? Long.numberOfTrailingZeros(distance) : -1;
    }

    /** Compares the exact ranks (2 number - 1) / 2^(level + 1). */
    @Override
    public int compareTo(Position other) {
        int deeper = Math.max(level, other.level);
        return Long.compare((2 * number - 1) << (deeper - level), (2 * other.number - 1) << (deeper - other.level));
    }

    @Override
    public String toString() {
        return level + ":" + number;
    }
}
