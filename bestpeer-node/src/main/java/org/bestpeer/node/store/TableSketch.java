package org.bestpeer.node.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bestpeer.engine.placement.ColumnStatistics;
import org.bestpeer.engine.placement.JointHistogram;
import org.bestpeer.engine.placement.TableStatistics;
import org.bestpeer.engine.type.Field;
import org.bestpeer.engine.type.TypeKind;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of a table look like: their number, a checksum that does not depend on their order, a sketch of
 * each column, and a sample. Not thread-safe while it is filled.
 */
final class TableSketch {
    private static final long SEED = 17;

    private final List<Field> fields;
    private final List<ColumnSketch> columns;
    private final RowSample sample;
    private long rows;
    private long checksum;

    /** An empty sketch of a table with these columns. */
    TableSketch(List<Field> fields) {
        this(
                fields,
                fields.stream()
                        .map(field -> new ColumnSketch(field.type().kind()))
                        .toList(),
                new RowSample(fields),
                0,
                0);
    }

    TableSketch(List<Field> fields, List<ColumnSketch> columns, RowSample sample, long rows, long checksum) {
        this.fields = List.copyOf(fields);
        this.columns = List.copyOf(columns);
        this.sample = sample;
        this.rows = rows;
        this.checksum = checksum;
    }

    void add(@Nullable Object[] row) {
        long hash = SEED;
        for (int i = 0; i < row.length; i++) {
            hash = Values.combine(hash, columns.get(i).add(row[i]));
        }
        sample.add(hash, row);
        rows++;
        checksum += hash;
    }

    /** The sketch of both parts together. */
    TableSketch merge(TableSketch other) {
        List<ColumnSketch> merged = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            merged.add(columns.get(i).merge(other.columns.get(i)));
        }
        return new TableSketch(
                fields, merged, sample.merge(other.sample), rows + other.rows, checksum + other.checksum);
    }

    TableStatistics statistics() {
        Map<String, ColumnStatistics> byName = new HashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            byName.put(fields.get(i).name(), statistics(i));
        }
        List<JointHistogram> joint = sample.standsFor(rows) ? JointSlices.of(fields, sample.rows()) : List.of();
        return new TableStatistics(rows, byName, joint);
    }

    private ColumnStatistics statistics(int column) {
        ColumnStatistics known = columns.get(column).statistics(rows);
        TypeKind kind = fields.get(column).type().kind();
        Object min = known.min();
        Object max = known.max();
        if (min == null || max == null || !RowSample.hasValuesOf(kind) || !sample.standsFor(rows)) {
            return known;
        }
        double values = rows * (1 - known.nullFraction());
        return known.withHistogram(EquiDepth.of(kind, sample.values(column), min, max, values, known.distinct()));
    }

    List<Field> fields() {
        return fields;
    }

    List<ColumnSketch> columns() {
        return columns;
    }

    RowSample sample() {
        return sample;
    }

    long rows() {
        return rows;
    }

    long checksum() {
        return checksum;
    }

    /** Whether any string of the table has a character beyond U+FFFF. */
    boolean supplementary() {
        return columns.stream().anyMatch(ColumnSketch::supplementary);
    }
}
