package org.bestpeer.engine.plan;

/**
 * Speeds learnt from queries that have finished, by least squares of relative errors. Older queries count less and less, and
 * what was assumed at first counts as much as a few queries, so that what no query has shown yet stays as assumed. Thread-safe.
 */
public final class LearntSpeeds {
    private static final int KINDS = 4;
    private static final int MOST_PASSES = 1000;
    /** A pass that changes nothing by more than this part is the last: most queries change little of what was known before. */
    private static final double SETTLED = 1e-7;
    /** What remains of a query's weight with each one that follows. */
    private static final double MEMORY = 0.98;
    /** As so many queries counts what was assumed at first, of each kind of work. */
    private static final double FAITH = 1;
    /** Errors of less are noise, in seconds. */
    private static final double NOISE = 5e-3;
    /** Nothing is faster or slower than what was assumed by more than that. */
    private static final double MOST = 100;
    /** About so much of each kind of work is in a query. */
    private static final double[] USUAL = {1, 5, 1e4, 1e4};

    private final double[] assumed;
    private final double[][] products = new double[KINDS][KINDS];
    private final double[] times = new double[KINDS];
    private double weights;
    private double queries;
    private Speeds current;
    private long learntFrom;

    /** @param assumed speeds before the first query */
    public LearntSpeeds(Speeds assumed) {
        this.assumed = new double[] {assumed.round(), assumed.task(), assumed.perByte(), assumed.perShuffledByte()};
        this.current = assumed;
    }

    /** The speeds as far as they are known. */
    public synchronized Speeds current() {
        return current;
    }

    /** Queries that it learnt from. */
    public synchronized long learntFrom() {
        return learntFrom;
    }

    /**
     * Learns from a query.
     *
     * @param work what really was done
     * @param seconds how long that took
     */
    public synchronized void learn(Work work, double seconds) {
        if (!(seconds > 0) || Double.isInfinite(seconds)) {
            return;
        }
        double[] did = {work.rounds(), work.tasks(), work.bytes(), work.shuffledBytes()};
        double weight = weight(seconds);
        for (int i = 0; i < KINDS; i++) {
            for (int j = 0; j < KINDS; j++) {
                products[i][j] = MEMORY * products[i][j] + weight * did[i] * did[j];
            }
            times[i] = MEMORY * times[i] + weight * did[i] * seconds;
        }
        weights = MEMORY * weights + weight;
        queries = MEMORY * queries + 1;
        learntFrom++;
        double[] solved = solved();
        current = new Speeds(solved[0], solved[1], solved[2], solved[3]);
    }

    private static double weight(double seconds) {
        return 1 / (seconds * seconds + NOISE * NOISE);
    }

    /** The normal equations, with what was assumed, solved one unknown after the other until they hold: none gets negative. */
    private double[] solved() {
        double[] x = {current.round(), current.task(), current.perByte(), current.perShuffledByte()};
        double moved = 1;
        for (int pass = 0; pass < MOST_PASSES && moved > SETTLED; pass++) {
            moved = improve(x);
        }
        return x;
    }

    /** Solves for each unknown once; returns by what part the one that moved most has moved. */
    private double improve(double[] x) {
        double moved = 0;
        for (int i = 0; i < KINDS; i++) {
            double faith = FAITH * USUAL[i] * USUAL[i] * weights / queries;
            double rest = times[i] + faith * assumed[i];
            for (int j = 0; j < KINDS; j++) {
                rest -= j == i ? 0 : products[i][j] * x[j];
            }
            double best = rest / (products[i][i] + faith);
            double bounded = Math.max(assumed[i] / MOST, Math.min(assumed[i] * MOST, best));
            moved = Math.max(moved, Math.abs(bounded - x[i]) / bounded);
            x[i] = bounded;
        }
        return moved;
    }
}
