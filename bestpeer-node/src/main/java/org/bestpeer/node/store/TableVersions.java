package org.bestpeer.node.store;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The current version of each shared table, and which stored tables readers still need. Thread-safe; nothing under
 * its lock waits.
 */
final class TableVersions {
    private final Map<String, StoredTable> current = new HashMap<>();
    private final Map<String, Integer> pins = new HashMap<>();
    private final Set<String> retired = new HashSet<>();
    private final Consumer<String> drop;

    /**
     * @param drop gets rid of a stored table that nobody can read any more; must not wait
     */
    TableVersions(Consumer<String> drop) {
        this.drop = drop;
    }

    /** A version that stays readable until it is released. */
    interface Pin extends AutoCloseable {
        StoredTable table();

        /** Call once. */
        @Override
        void close();
    }

    synchronized Optional<StoredTable> current(String name) {
        return Optional.ofNullable(current.get(name));
    }

    synchronized Map<String, StoredTable> all() {
        return new TreeMap<>(current);
    }

    /** The current version, pinned. */
    synchronized Optional<Pin> pin(String name) {
        StoredTable table = current.get(name);
        if (table == null) {
            return Optional.empty();
        }
        pins.merge(table.physical(), 1, Integer::sum);
        return Optional.of(new Pin() {
            @Override
            public StoredTable table() {
                return table;
            }

            @Override
            public void close() {
                release(table.physical());
            }
        });
    }

    /** From now on that is the current version. */
    synchronized void replace(StoredTable table) {
        StoredTable old = current.put(table.name(), table);
        if (old != null && !old.physical().equals(table.physical())) {
            retired.add(old.physical());
            dropIfUnused(old.physical());
        }
    }

    private synchronized void release(String physical) {
        pins.computeIfPresent(physical, (name, count) -> count == 1 ? null : count - 1);
        dropIfUnused(physical);
    }

    private void dropIfUnused(String physical) {
        if (retired.contains(physical) && !pins.containsKey(physical)) {
            retired.remove(physical);
            drop.accept(physical);
        }
    }
}
