package org.bestpeer.node.index;

import java.time.Clock;
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

    private Orders() {}

    static PeerContact peer(String company) {
        return new PeerContact(new PeerId(company + "-1"), new PeerAddress("localhost", 7410));
    }

    static IndexPublisher publisher(FakeOverlay overlay, String company) {
        return new IndexPublisher(overlay, peer(company), company, Clock.systemUTC());
    }

    static TableStatistics between(long min, long max) {
        return new TableStatistics(
                max - min + 1,
                Map.of(
                        "id", new ColumnStatistics(min, max, max - min + 1, 0),
                        "note", new ColumnStatistics("a", "z", 26, 0)));
    }
}
