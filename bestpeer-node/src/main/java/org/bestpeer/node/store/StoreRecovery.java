package org.bestpeer.node.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;

/** Brings a store that was just opened back to what was last published, or refuses it. */
final class StoreRecovery {
    private final HsqldbDatabase database;
    private final Optional<Manifest> manifest;

    StoreRecovery(HsqldbDatabase database, Optional<Manifest> manifest) {
        this.database = database;
        this.manifest = manifest;
    }

    /** Fills in the current versions and returns the number of the newest stored table. */
    long recover(TableVersions versions) throws SQLException, IOException {
        try (Connection connection = database.admin()) {
            connection.setAutoCommit(false);
            MetaTables meta = new MetaTables(connection);
            for (MetaTables.Staged staged : meta.staged()) {
                StoreLoads.remove(connection, staged);
            }
            List<StoredTable> tables = meta.tables();
            long last = dropOrphans(connection, tables);
            TreeMap<String, StoredTable> byName = new TreeMap<>();
            for (StoredTable table : tables) {
                byName.put(table.name(), table);
                requireComplete(connection, table);
                versions.replace(table);
            }
            if (manifest.isPresent()) {
                manifest.get().check(byName);
                manifest.get().write(tables);
            }
            connection.commit();
            return last;
        }
    }

    private static long dropOrphans(Connection connection, List<StoredTable> tables) throws SQLException {
        Set<String> used = new HashSet<>();
        tables.forEach(table -> used.add(table.physical()));
        long last = 0;
        for (String physical : new MetaTables(connection).physicalTables()) {
            last = Math.max(last, Long.parseLong(physical.substring(1)));
            if (!used.contains(physical)) {
                new PhysicalTables(connection).drop(physical);
            }
        }
        return last;
    }

    private void requireComplete(Connection connection, StoredTable table) throws SQLException {
        long found = new PhysicalTables(connection).count(table.physical(), 0);
        if (found != table.sketch().rows()) {
            String what = "table %s has %d rows where %d were loaded"
                    .formatted(table.name(), found, table.sketch().rows());
            throw manifest.map(m -> m.damaged(what))
                    .orElseGet(() -> new BestPeerException(ErrorCode.INTERNAL, "the store is damaged: " + what));
        }
    }
}
