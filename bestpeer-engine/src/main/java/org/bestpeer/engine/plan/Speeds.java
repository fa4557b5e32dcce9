package org.bestpeer.engine.plan;

import java.util.Locale;

/**
 * How long work takes, in seconds.
 *
 * @param round somebody's waiting for the rows of another
 * @param task a fragment at a site, apart from its rows
 * @param perByte a byte's way from an owner to the home peer, with all that is done to it
 * @param perShuffledByte a byte's way from an owner to another peer: several go at the same time
 */
public record Speeds(double round, double task, double perByte, double perShuffledByte) {
    /** A network of 100 Mbit/s, disks of 100 MB/s, nodes that get through 40 MB/s, 1 ms from peer to peer. */
    public static final Speeds DEFAULT = new Speeds(1e-3, 1e-4, 1.15e-7, 1.15e-7);

    private static final double MEGABYTE = 1e6;

    /** @throws IllegalArgumentException if something takes less than no time */
    public Speeds {
        if (!(round >= 0 && task >= 0 && perByte >= 0 && perShuffledByte >= 0)) {
            throw new IllegalArgumentException(
                    "work takes time: %s, %s, %s, %s".formatted(round, task, perByte, perShuffledByte));
        }
    }

    double of(Work work) {
        return round * work.rounds()
                + task * work.tasks()
                + perByte * work.bytes()
                + perShuffledByte * work.shuffledBytes();
    }

    /** For people. */
    String text() {
        return String.format(
                Locale.ROOT,
                "%.2g ms a round, %.2g ms a fragment and owner, %.3g MB/s to here, %.3g MB/s between owners",
                round * 1000,
                task * 1000,
                1 / (perByte * MEGABYTE),
                1 / (perShuffledByte * MEGABYTE));
    }
}
