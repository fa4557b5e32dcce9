package org.bestpeer.engine.exec.operator;

import com.google.common.hash.BloomFilter;
import com.google.common.hash.Funnels;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.bestpeer.engine.algebra.KeySet;
import org.bestpeer.engine.algebra.SortKey;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchBuilder;
import org.bestpeer.engine.exec.BatchCodec;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.Vectors;
import org.bestpeer.engine.exec.scalar.KeyDomain;
import org.bestpeer.engine.placement.ColumnRange;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.bestpeer.engine.type.TypeKind;
import org.jspecify.annotations.Nullable;

/** Collects the different keys of rows, to be sent along with a fragment. Used by one thread. */
public final class KeySets {
    /** Up to so many keys, and bytes, all are listed. */
    private static final int MOST_LISTED = 4096;

    private static final int MOST_LISTED_BYTES = 16 << 10;

    /** More keys than that are not worth a filter. */
    private static final int MOST_KEYS = 500_000;

    private static final double FALSE_POSITIVES = 0.01;

    private final List<Field> fields;
    private final List<KeyDomain> domains;
    private final KeyTable table;
    private final BatchBuilder distinct;

    private KeySets(List<Field> fields, List<DataType> against) {
        this.fields = fields;
        this.domains = Keys.domains(fields, against);
        this.table = new KeyTable(domains);
        this.distinct = BatchBuilder.of(fields);
    }

    /**
     * The keys as they are sent.
     *
     * @param count number of different keys; none with a NULL is among them
     * @param first bounds of the keys' first column; empty if there are no keys, or it has no order that owners promise by
     */
    public record Collected(KeySet keys, int count, Optional<ColumnRange> first) {}

    /**
     * The different keys of rows.
     *
     * @param rows all rows of a source
     * @param fields its columns
     * @param columns those that make the key
     * @param against types of the columns that the keys will be compared with
     * @return empty if there are too many
     */
    public static Optional<Collected> of(
            List<Batch> rows, List<Field> fields, List<Integer> columns, List<DataType> against) {
        KeySets keys = new KeySets(columns.stream().map(fields::get).toList(), against);
        for (Batch batch : rows) {
            keys.add(JoinTable.columns(batch, columns), batch.rows());
            if (keys.table.size() > MOST_KEYS) {
                return Optional.empty();
            }
        }
        return Optional.of(keys.collected());
    }

    private void add(List<Vector> key, int rows) {
        KeyRows keys = table.rows(key);
        for (int row = 0; row < rows; row++) {
            if (!keys.anyNull(row) && table.findOrAdd(keys, row) == distinct.rows()) {
                for (int c = 0; c < key.size(); c++) {
                    distinct.column(c).appendFrom(key.get(c), row);
                }
                distinct.endRow();
            }
        }
    }

    private Collected collected() {
        Batch keys = distinct.build();
        Optional<ColumnRange> first = range(keys.columns().get(0));
        if (keys.rows() <= MOST_LISTED) {
            byte[] bytes = BatchCodec.encode(sorted(keys));
            if (bytes.length <= MOST_LISTED_BYTES) {
                return new Collected(new KeySet.Exact(fields, ByteString.copyFrom(bytes)), keys.rows(), first);
            }
        }
        return new Collected(new KeySet.Bloom(fields, bloom(keys)), keys.rows(), first);
    }

    /** In order they take fewer bytes. */
    private static Batch sorted(Batch keys) {
        int[] order = new RowOrder(keys, List.of(new SortKey(0, false, false))).sorted(keys.rows());
        return Vectors.gather(keys, order, order.length);
    }

    private ByteString bloom(Batch keys) {
        BloomFilter<Long> filter = BloomFilter.create(Funnels.longFunnel(), keys.rows(), FALSE_POSITIVES);
        KeyHash hash = new KeyHash(domains);
        KeyRows rows = hash.rows(keys.columns());
        for (int row = 0; row < keys.rows(); row++) {
            filter.put(hash.of(rows, row));
        }
        ByteString.Output bytes = ByteString.newOutput();
        try {
            filter.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteString();
    }

    private Optional<ColumnRange> range(Vector column) {
        TypeKind kind = column.type().kind();
        boolean ordered = kind != TypeKind.BOOLEAN && kind != TypeKind.DOUBLE && kind != TypeKind.VARBINARY;
        @Nullable Object low = null;
        @Nullable Object high = null;
        for (int row = 0; ordered && row < column.size(); row++) {
            Object value = column.get(row);
            if (value != null) {
                low = low == null || ColumnRange.compare(value, low) < 0 ? value : low;
                high = high == null || ColumnRange.compare(value, high) > 0 ? value : high;
            }
        }
        return low == null
                ? Optional.empty()
                : Optional.of(new ColumnRange(fields.get(0).name(), low, high));
    }
}
