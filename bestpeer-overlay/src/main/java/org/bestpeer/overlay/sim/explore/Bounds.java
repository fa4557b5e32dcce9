package org.bestpeer.overlay.sim.explore;

/**
 * What may befall a world in one course of events, and how many states are looked at.
 *
 * @param crashes number of crashes, between steps and in the middle of them
 * @param restarts whether the crashed may start again, with their disk
 * @param duplicates number of messages that arrive twice
 * @param losses number of messages that are lost
 * @param timers number of timers that expire; {@link #ANY} for as many as there are
 * @param states number of states after which it ends, at most 200 million
 */
public record Bounds(int crashes, boolean restarts, int duplicates, int losses, int timers, int states) {
    /** No bound on the number of timers. */
    public static final int ANY = Integer.MAX_VALUE;

    private static final int MOST = 255;
    private static final int MOST_STATES = 200_000_000;

    public Bounds {
        if (!isSmall(crashes) || !isSmall(duplicates) || !isSmall(losses) || timers < 0) {
            throw new IllegalArgumentException("no such bounds: %d crashes, %d duplicates, %d losses, %d timers"
                    .formatted(crashes, duplicates, losses, timers));
        }
        if (states < 1 || states > MOST_STATES) {
            throw new IllegalArgumentException("no such number of states: " + states);
        }
    }

    private static boolean isSmall(int number) {
        return number >= 0 && number <= MOST;
    }
}
