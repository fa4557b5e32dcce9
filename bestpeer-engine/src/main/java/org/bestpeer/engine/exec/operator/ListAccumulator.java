package org.bestpeer.engine.exec.operator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.algebra.SortKey;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.VectorBuilder;
import org.bestpeer.engine.exec.Vectors;
import org.bestpeer.engine.exec.scalar.KeyDomain;
import org.bestpeer.engine.type.DataType;
import org.jspecify.annotations.Nullable;

/** LISTAGG: the texts of a group in their order, with separators between. The arguments are followed by the order's keys. */
final class ListAccumulator implements Accumulator {
    private static final int LONGEST_TEXT = 16 << 20;
    private static final int SEPARATOR = 1;
    private static final int FIRST_KEY = 2;
    private static final long BYTES_PER_ENTRY = 64;

    private final List<SortKey> order;
    private final List<List<Entry>> groups = new ArrayList<>();
    private final Comparator<Entry> comparator;
    private long bytes;

    private record Entry(String text, String separator, @Nullable Object[] keys) {}

    ListAccumulator(List<SortKey> order, List<DataType> keyTypes) {
        this.order = order;
        this.comparator = (a, b) -> {
            for (int k = 0; k < order.size(); k++) {
                int compared = compare(order.get(k), keyTypes.get(k), a.keys[k], b.keys[k]);
                if (compared != 0) {
                    return compared;
                }
            }
            return 0;
        };
    }

    private static int compare(SortKey sort, DataType type, @Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            int nullsLast = Boolean.compare(a == null, b == null);
            return sort.nullsFirst() ? -nullsLast : nullsLast;
        }
        KeyDomain domain = KeyDomain.of(List.of(type));
        int compared = domain.compare(Vectors.constant(type, a, 1), 0, Vectors.constant(type, b, 1), 0);
        return sort.descending() ? -compared : compared;
    }

    @Override
    public boolean takesNulls() {
        return true;
    }

    @Override
    public void ensureGroups(int count) {
        while (groups.size() < count) {
            groups.add(new ArrayList<>());
        }
    }

    @Override
    public void add(int group, List<Vector> arguments, int row) {
        Object text = arguments.get(0).get(row);
        if (text == null) {
            return;
        }
        Object separator = arguments.get(SEPARATOR).get(row);
        @Nullable Object[] keys = new Object[order.size()];
        for (int k = 0; k < keys.length; k++) {
            keys[k] = arguments.get(FIRST_KEY + k).get(row);
        }
        Entry entry = new Entry((String) text, separator == null ? "" : (String) separator, keys);
        groups.get(group).add(entry);
        bytes += BYTES_PER_ENTRY + entry.text.length();
    }

    @Override
    public long takeBytes() {
        long taken = bytes;
        bytes = 0;
        return taken;
    }

    @Override
    public void result(int group, VectorBuilder out) {
        List<Entry> entries = groups.get(group);
        if (entries.isEmpty()) {
            out.appendNull();
            return;
        }
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort(comparator);
        StringBuilder text = new StringBuilder(sorted.get(0).text);
        for (Entry entry : sorted.subList(1, sorted.size())) {
            text.append(entry.separator).append(entry.text);
            if (text.length() > LONGEST_TEXT) {
                throw new BestPeerException(
                        ErrorCode.LIMIT_EXCEEDED, "text would be longer than %d characters".formatted(LONGEST_TEXT));
            }
        }
        out.append(text.toString());
    }
}
