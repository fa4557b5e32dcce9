package org.bestpeer.engine.placement;

import java.util.List;

/**
 * A histogram of two columns that depend on each other. Rows are counted by where their values lie among all values of each
 * column, in {@link #SIDE} slices of as many rows; rows with a NULL in either are left out. An estimate, never a fact.
 *
 * @param first a column
 * @param second another one
 * @param shares of rows, SIDE times SIDE: slices of the second column for each slice of the first; together 1
 */
public record JointHistogram(String first, String second, List<Double> shares) {
    /** Slices of a column. */
    public static final int SIDE = 8;

    /** @throws IllegalArgumentException if there is not a share for each pair of slices */
    public JointHistogram {
        shares = List.copyOf(shares);
        if (shares.size() != SIDE * SIDE) {
            throw new IllegalArgumentException("%d shares".formatted(shares.size()));
        }
    }

    /** Values of a column from a point to another, as shares of its values that lie below them. */
    public record Span(double from, double to) {
        /** The share of a slice that is in it. */
        private double of(int slice) {
            double low = Math.max(from * SIDE, slice);
            double high = Math.min(to * SIDE, slice + 1.0);
            return Math.max(0, high - low);
        }

        /** Its share that is in a slice. */
        public double partIn(int slice) {
            return to > from ? of(slice) / ((to - from) * SIDE) : 0;
        }
    }

    /** The share of rows whose values are in both spans. */
    public double share(Span ofFirst, Span ofSecond) {
        double share = 0;
        for (int i = 0; i < SIDE; i++) {
            double part = ofFirst.of(i);
            for (int j = 0; part > 0 && j < SIDE; j++) {
                share += part * ofSecond.of(j) * shares.get(i * SIDE + j);
            }
        }
        return share;
    }

    /** How far it is from columns that do not depend on each other: 0 to nearly 2. */
    public double dependence() {
        double even = 1.0 / (SIDE * SIDE);
        return shares.stream().mapToDouble(share -> Math.abs(share - even)).sum();
    }
}
