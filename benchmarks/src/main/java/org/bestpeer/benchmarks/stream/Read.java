package org.bestpeer.benchmarks.stream;

/**
 * A result that was read, every value of it.
 *
 * @param rows how many it had
 * @param keys sum of the first column
 * @param firstNanos from sending the text to having the first row
 * @param nanos from sending the text to having the last row
 */
public record Read(long rows, long keys, long firstNanos, long nanos) {
    private static final double NANOS = 1e9;

    String line() {
        return rows + " " + keys + " " + firstNanos + " " + nanos;
    }

    static Read of(String line) {
        String[] words = line.split(" ");
        if (words.length != 4) {
            throw new IllegalStateException("the reading process says: " + line);
        }
        return new Read(
                Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]));
    }

    /** Rows a second. */
    public double perSecond() {
        return rows * NANOS / nanos;
    }

    /** Until the first row, in milliseconds. */
    public double firstMillis() {
        return firstNanos / 1e6;
    }
}
