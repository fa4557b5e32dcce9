package org.bestpeer.node.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.algebra.OwnRows;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.StoreScan;
import org.bestpeer.engine.progress.AccessPath;
import org.bestpeer.engine.progress.OwnerReport;
import org.bestpeer.engine.store.SqlGenerator;
import org.bestpeer.engine.store.StorePredicates;
import org.bestpeer.engine.type.Field;
import org.bestpeer.node.snapshot.SnapshotScan;

/** The store at certain load versions; a scan of a table that has another one by now is refused as stale. */
final class PinnedSource implements ReadSource {
    private final SqlGenerator generator = new SqlGenerator(new HsqldbDialect());
    private final TableVersions versions;
    private final ReadPool pool;
    private final Map<String, Long> expected;
    private final Optional<Snapshots> snapshots;
    private final boolean basicPlaneOnly;
    private final List<OwnerReport.Read> reads = new CopyOnWriteArrayList<>();

    /** @param snapshots empty for reading the store alone */
    PinnedSource(TableVersions versions, ReadPool pool, Map<String, Long> expected, Optional<Snapshots> snapshots) {
        this.snapshots = snapshots;
        this.versions = versions;
        this.pool = pool;
        this.expected = Map.copyOf(expected);
        this.basicPlaneOnly = expected.keySet().stream().noneMatch(table -> versions.current(table)
                .map(t -> t.sketch().supplementary())
                .orElse(false));
        expected.keySet()
                .forEach(table -> requireExpected(
                        table, versions.current(table).map(StoredTable::version).orElse(0L)));
    }

    @Override
    public BatchStream scan(StoreScan scan) {
        String name = scan.scan().table();
        Optional<TableVersions.Pin> pin = versions.pin(name);
        boolean opened = false;
        try {
            requireExpected(name, pin.map(p -> p.table().version()).orElse(0L));
            if (pin.isEmpty()) {
                return new EmptyStream(scan.scan().fields());
            }
            OptionalDouble found = LookUp.rows(scan, pin.get().table());
            Optional<SnapshotScan> snapshot = snapshot(scan, pin.get().table(), found);
            AccessPath stored = found.isPresent() ? AccessPath.INDEX : AccessPath.STORE;
            reads.add(new OwnerReport.Read(name, snapshot.isPresent() ? AccessPath.SNAPSHOT : stored));
            if (snapshot.isPresent()) {
                return snapshot.get().open();
            }
            BatchStream stream = open(scan, pin.get(), found.isPresent());
            opened = true;
            return stream;
        } finally {
            if (!opened) {
                pin.ifPresent(TableVersions.Pin::close);
            }
        }
    }

    @Override
    public boolean canEvaluate(Scalar condition) {
        return condition.dispatch(new StorePredicates(basicPlaneOnly));
    }

    @Override
    public List<OwnerReport.Read> reads() {
        return List.copyOf(reads);
    }

    /** Of the snapshot, if it is there, or would be of use, and the store is not the faster one. */
    private Optional<SnapshotScan> snapshot(StoreScan scan, StoredTable table, OptionalDouble found) {
        if (snapshots.isEmpty() || scan.scan().fields().contains(OwnRows.NUMBER)) {
            return Optional.empty();
        }
        boolean wanted = !LookUp.isFaster(found, table.sketch().rows());
        return (wanted ? snapshots.get().findOrAsk(table) : snapshots.get().find(table))
                .filter(snapshot -> snapshot.canRead(scan))
                .map(snapshot -> snapshot.scan(scan))
                .filter(rows -> !LookUp.isFaster(found, rows.rowsToRead()));
    }

    /** @param found whether an index leads to the rows */
    private BatchStream open(StoreScan scan, TableVersions.Pin pin, boolean found) {
        ScanStream.Scan plan = plan(scan, pin.table(), found);
        ScanStream stream = new ScanStream(plan, pool, pin);
        return plan.limitEach() ? new FirstRows(stream, scan.order(), plan.limit()) : stream;
    }

    private ScanStream.Scan plan(StoreScan scan, StoredTable table, boolean found) {
        List<Field> fields = scan.scan().fields();
        StorePredicates exact = new StorePredicates(!table.sketch().supplementary());
        fields.forEach(field -> requireColumn(table, field));
        boolean exactOrder = scan.order().stream()
                .allMatch(key -> exact.canOrder(fields.get(key.column()).type()));
        if (!exactOrder || !scan.filter().map(f -> f.dispatch(exact)).orElse(true)) {
            throw new BestPeerException(
                    ErrorCode.NOT_SUPPORTED, "the store cannot filter or order table %s so".formatted(table.name()));
        }
        long limit = scan.limit().orElse(Long.MAX_VALUE);
        // Sorting a large table as a whole takes HSQLDB long: the first rows are then taken of the first of each piece.
        boolean firstOfEach = !found && !scan.order().isEmpty() && limit <= FirstRows.MAX;
        boolean whole = found || (!scan.order().isEmpty() && !firstOfEach);
        return new ScanStream.Scan(fields, generator.generate(scan, table.asStoreTable()), whole, limit, firstOfEach);
    }

    private void requireExpected(String table, long found) {
        Long version = expected.get(table);
        if (version == null || version != found) {
            throw new BestPeerException(
                    ErrorCode.STALE,
                    "table %s has load version %d, the plan was made for %s".formatted(table, found, version));
        }
    }

    private static void requireColumn(StoredTable table, Field field) {
        boolean known = field.equals(OwnRows.NUMBER)
                || table.sketch().fields().stream()
                        .anyMatch(f -> f.name().equals(field.name())
                                && f.type().kind() == field.type().kind()
                                && f.type().scale() == field.type().scale());
        if (!known) {
            throw new BestPeerException(
                    ErrorCode.UNKNOWN_COLUMN,
                    "table %s was loaded without a column %s of type %s; load it again"
                            .formatted(table.name(), field.name(), field.type()));
        }
    }
}
