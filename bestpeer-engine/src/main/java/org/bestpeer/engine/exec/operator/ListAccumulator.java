package org.bestpeer.engine.exec.operator;

import java.util.ArrayList;
import java.util.List;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.algebra.SortKey;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.VectorBuilder;
import org.bestpeer.engine.exec.Vectors;
import org.bestpeer.engine.type.DataType;
import org.jspecify.annotations.Nullable;

/** LISTAGG: the texts of a group in their order, with separators between. The arguments are followed by the order's keys. */
final class ListAccumulator implements Accumulator {
    private static final int LONGEST_TEXT = 16 << 20;
    private static final int SEPARATOR = 1;
    private static final int FIRST_KEY = 2;
    private static final long BYTES_PER_ENTRY = 64;

    private final List<KeyOrder> keys = new ArrayList<>();
    private final List<DataType> keyTypes;
    private final List<List<Entry>> groups = new ArrayList<>();
    private long bytes;

    private record Entry(String text, String separator, @Nullable Object[] keys) {}

    ListAccumulator(List<SortKey> order, List<DataType> keyTypes) {
        for (int k = 0; k < order.size(); k++) {
            keys.add(KeyOrder.of(order.get(k), keyTypes.get(k)));
        }
        this.keyTypes = keyTypes;
    }

    private int compare(Entry a, Entry b) {
        for (int k = 0; k < keys.size(); k++) {
            int order = keys.get(k).compare(keyOf(a, k), 0, keyOf(b, k), 0);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private Vector keyOf(Entry entry, int k) {
        return Vectors.constant(keyTypes.get(k), entry.keys[k], 1);
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
        @Nullable Object[] values = new Object[keys.size()];
        for (int k = 0; k < values.length; k++) {
            values[k] = arguments.get(FIRST_KEY + k).get(row);
        }
        Entry entry = new Entry((String) text, separator == null ? "" : (String) separator, values);
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
        sorted.sort(this::compare);
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
