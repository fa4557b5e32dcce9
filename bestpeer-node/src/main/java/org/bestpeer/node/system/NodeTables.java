package org.bestpeer.node.system;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.engine.system.SystemTable;
import org.bestpeer.engine.system.SystemTables;
import org.bestpeer.node.bootstrap.CatalogueSnapshot;
import org.bestpeer.node.index.IndexListing;

/** The system tables of a peer. */
public final class NodeTables {
    private NodeTables() {}

    /**
     * Where a peer's tables come from.
     *
     * @param catalog the global schema
     * @param snapshot the newest catalogue snapshot
     * @param index the index of the network
     * @param presence asks other peers whether they are there
     * @param home the peer's own name
     */
    public record Sources(
            Supplier<Catalog> catalog,
            Supplier<CatalogueSnapshot> snapshot,
            IndexListing index,
            Presence presence,
            String home) {}

    /**
     * All of them.
     *
     * @param running tables of what the peer is doing, such as its queries
     */
    public static SystemTables of(Sources from, List<SystemTable> running) {
        Clock clock = Clock.systemUTC();
        List<SystemTable> sys = new ArrayList<>(List.of(
                PeersTable.of(from.snapshot(), from.presence(), from.home(), clock),
                SharedTablesTable.of(from.catalog(), from.snapshot(), from.index()::tables, clock),
                IndexEntriesTable.of(from.catalog(), from.index()::all, clock)));
        sys.addAll(running);
        return new SystemTables(InformationSchema.with(from.catalog(), sys));
    }
}
