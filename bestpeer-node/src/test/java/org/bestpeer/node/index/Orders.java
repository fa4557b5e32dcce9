package org.bestpeer.node.index;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bestpeer.engine.catalog.ColumnDefinition;
import org.bestpeer.engine.catalog.TableDefinition;
import org.bestpeer.engine.catalog.TableKind;
import org.bestpeer.engine.placement.ColumnStatistics;
import org.bestpeer.engine.placement.TableStatistics;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;

/** Fixture: a table of orders. */
final class Orders {
    static final TableDefinition TABLE = new TableDefinition(
            "orders",
            TableKind.PARTITIONED,
            List.of(
                    new ColumnDefinition("id", DataType.BIGINT, false, Optional.empty(), ""),
                    new ColumnDefinition("note", DataType.VARCHAR, true, Optional.empty(), "")),
            List.of("id"),
            List.of(),
            List.of(),
            "");

    /** Another table of the same columns. */
    static final TableDefinition PARTS =
            new TableDefinition("parts", TableKind.PARTITIONED, TABLE.columns(), List.of(), List.of(), List.of(), "");

    private Orders() {}

    static PeerContact peer(String company) {
        return new PeerContact(new PeerId(company + "-1"), new PeerAddress("localhost", 7410));
    }

    static IndexPublisher publisher(FakeOverlay overlay, String company) {
        return publisher(overlay, peer(company), company);
    }

    static IndexPublisher publisher(FakeOverlay overlay, PeerContact self, String company) {
        return new IndexPublisher(overlay, self, company, overlay.clock);
    }

    static TableStatistics between(long min, long max) {
        return new TableStatistics(
                max - min + 1,
                Map.of(
                        "id", new ColumnStatistics(min, max, max - min + 1, 0),
                        "note", new ColumnStatistics("a", "z", 26, 0)));
    }
}
