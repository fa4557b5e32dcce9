package org.bestpeer.node.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.bestpeer.engine.placement.JointHistogram;
import org.bestpeer.engine.placement.JointHistogram.Span;
import org.bestpeer.engine.type.Field;
import org.bestpeer.engine.type.TypeKind;
import org.jspecify.annotations.Nullable;

/** Finds pairs of columns that depend on each other, by a sample of rows. */
final class JointSlices {
    /** With fewer rows every pair looks as if it did. */
    private static final int FEWEST_ROWS = 256;

    private static final int MOST_PAIRS = 8;
    private static final int SIDE = JointHistogram.SIDE;
    /** A sample of columns that do not depend on each other comes to 0.3 to 0.4 by chance. */
    private static final double LEAST_DEPENDENCE = 0.6;

    private final List<Field> fields;
    private final List<RowSample.Row> rows;

    private JointSlices(List<Field> fields, List<RowSample.Row> rows) {
        this.fields = fields;
        this.rows = rows;
    }

    /** The histograms of a table's pairs of columns, those that depend on each other most first. */
    static List<JointHistogram> of(List<Field> fields, List<RowSample.Row> sample) {
        return sample.size() < FEWEST_ROWS ? List.of() : new JointSlices(fields, sample).found();
    }

    private List<JointHistogram> found() {
        List<List<@Nullable Span>> spans =
                IntStream.range(0, fields.size()).mapToObj(this::spans).toList();
        List<JointHistogram> found = new ArrayList<>();
        for (int first = 0; first < fields.size(); first++) {
            for (int second = first + 1; second < fields.size(); second++) {
                double[] shares = shares(spans.get(first), spans.get(second));
                JointHistogram joint = new JointHistogram(
                        fields.get(first).name(),
                        fields.get(second).name(),
                        IntStream.range(0, shares.length)
                                .mapToObj(i -> shares[i])
                                .toList());
                if (shares[0] >= 0 && joint.dependence() >= LEAST_DEPENDENCE) {
                    found.add(joint);
                }
            }
        }
        found.sort(Comparator.comparingDouble(JointHistogram::dependence).reversed());
        return found.stream().limit(MOST_PAIRS).toList();
    }

    /** For each row where its value lies among the column's: rows of equal values are spread over the same span. */
    private List<@Nullable Span> spans(int column) {
        TypeKind kind = fields.get(column).type().kind();
        List<Integer> sorted = IntStream.range(0, rows.size())
                .boxed()
                .filter(row -> rows.get(row).values()[column] != null)
                .sorted((a, b) -> compare(kind, column, a, b))
                .toList();
        List<@Nullable Span> spans = new ArrayList<>();
        rows.forEach(row -> spans.add(null));
        int from = 0;
        while (from < sorted.size()) {
            int to = from + 1;
            while (to < sorted.size() && compare(kind, column, sorted.get(from), sorted.get(to)) == 0) {
                to++;
            }
            Span span = new Span((double) from / sorted.size(), (double) to / sorted.size());
            for (int row : sorted.subList(from, to)) {
                spans.set(row, span);
            }
            from = to;
        }
        return spans;
    }

    private int compare(TypeKind kind, int column, int a, int b) {
        Object left = rows.get(a).values()[column];
        Object right = rows.get(b).values()[column];
        return left == null || right == null ? 0 : Values.compare(kind, left, right);
    }

    /** Of rows that have both values; the first is negative if those are too few. */
    private static double[] shares(List<@Nullable Span> first, List<@Nullable Span> second) {
        double[] shares = new double[SIDE * SIDE];
        int both = 0;
        for (int row = 0; row < first.size(); row++) {
            Span a = first.get(row);
            Span b = second.get(row);
            if (a != null && b != null) {
                both++;
                add(shares, a, b);
            }
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] = both < FEWEST_ROWS ? -1 : shares[i] / both;
        }
        return shares;
    }

    private static void add(double[] shares, Span first, Span second) {
        for (int i = 0; i < SIDE; i++) {
            double part = first.partIn(i);
            for (int j = 0; part > 0 && j < SIDE; j++) {
                shares[i * SIDE + j] += part * second.partIn(j);
            }
        }
    }
}
