package org.bestpeer.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.bestpeer.engine.algebra.AlgebraCodec;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.engine.catalog.ColumnDefinition;
import org.bestpeer.engine.catalog.TableDefinition;
import org.bestpeer.engine.catalog.TableKind;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchBuilder;
import org.bestpeer.engine.exec.BatchCodec;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.FragmentTask;
import org.bestpeer.engine.exec.ListStream;
import org.bestpeer.engine.exec.StoreScan;
import org.bestpeer.engine.exec.TableSource;
import org.bestpeer.engine.exec.Workspace;
import org.bestpeer.engine.exec.operator.ExecutionContext;
import org.bestpeer.engine.exec.operator.ExecutionLimits;
import org.bestpeer.engine.exec.operator.OwnedTables;
import org.bestpeer.engine.exec.operator.PlanExecutor;
import org.bestpeer.engine.placement.ColumnRange;
import org.bestpeer.engine.placement.ColumnStatistics;
import org.bestpeer.engine.placement.Partition;
import org.bestpeer.engine.placement.Placement;
import org.bestpeer.engine.placement.ScanRequest;
import org.bestpeer.engine.placement.Site;
import org.bestpeer.engine.placement.SiteLocator;
import org.bestpeer.engine.placement.TableStatistics;
import org.bestpeer.engine.plan.PlanRules;
import org.bestpeer.engine.progress.Traffic;
import org.bestpeer.engine.system.SystemTables;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/**
 * Owners with rows in memory and a coordinator, without a network: fragments and batches are written to bytes and read
 * again, and the bytes are counted. What owners promise of their columns is true.
 */
final class OwnersWorld implements SiteLocator {
    static final Session SESSION =
            new Session(new Principal("shop", "c1", "ann"), ZoneId.of("UTC"), Duration.ofSeconds(30));
    private static final long MEMORY = 64L << 20;

    final List<FragmentTask> tasks = new ArrayList<>();
    long bytesToOwners;
    long bytesFromOwners;
    long rowsFromOwners;
    long version = 1;
    int open;
    boolean promising = true;
    /** Owners that are in the index and do not answer. */
    final Set<Site> gone = new HashSet<>();
    /** Owners that do not answer any more after their first rows. */
    final Set<Site> dying = new HashSet<>();
    /** Companies that the index has lost. */
    final List<String> lost = new ArrayList<>();

    Clock clock = Clock.systemUTC();
    PlanRules rules = PlanRules.FETCH_ONLY;
    SystemTables system = SystemTables.NONE;
    Statements statements = Statements.unbounded();
    Runnable afterLocating = () -> {};
    private final LocalShuffles shuffles = new LocalShuffles();
    private final Map<String, TableDefinition> tables = new TreeMap<>();
    private final Map<String, Map<Site, List<List<@Nullable Object>>>> rows = new HashMap<>();

    static Site site(int number) {
        return new Site("p" + number, "c" + number);
    }

    void table(String name, TableKind kind, List<Field> fields) {
        List<ColumnDefinition> columns = fields.stream()
                .map(f -> new ColumnDefinition(f.name(), f.type(), true, Optional.empty(), ""))
                .toList();
        tables.put(name, new TableDefinition(name, kind, columns, List.of(), List.of(), List.of(), ""));
        rows.put(name, new HashMap<>());
    }

    /** Lets a site share rows of a table; none at all is a share, too. */
    void share(String table, Site site, List<List<@Nullable Object>> more) {
        Objects.requireNonNull(rows.get(table))
                .computeIfAbsent(site, s -> new ArrayList<>())
                .addAll(more);
    }

    Catalog catalog() {
        return Catalog.of("shop", 1, List.copyOf(tables.values()));
    }

    Engine engine() {
        return new Engine(
                this::catalog,
                this::statistics,
                this,
                this::open,
                this::run,
                new Engine.Environment(clock, new Random(1), rules, statements, Optional.of(new FirstShare()), system));
    }

    /** The rows of a query's result as texts. */
    List<String> rows(Engine engine, String sql) {
        List<String> result = new ArrayList<>();
        try (RowCursor cursor = engine.execute(SESSION, engine.prepare(SESSION, sql), List.of())) {
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                for (int row = 0; row < batch.rows(); row++) {
                    int at = row;
                    result.add(batch.columns().stream()
                            .map(c -> String.valueOf(c.get(at)))
                            .collect(Collectors.joining("|")));
                }
            }
        }
        return result;
    }

    private TableStatistics statistics(String table) {
        return statistics(
                table,
                Objects.requireNonNull(rows.get(table)).values().stream()
                        .flatMap(List::stream)
                        .toList());
    }

    private TableStatistics statistics(String table, List<List<@Nullable Object>> share) {
        Map<String, ColumnStatistics> columns = new HashMap<>();
        List<ColumnDefinition> definitions =
                Objects.requireNonNull(tables.get(table)).columns();
        for (int i = 0; i < definitions.size(); i++) {
            int column = i;
            List<Object> values = share.stream()
                    .map(row -> row.get(column))
                    .filter(Objects::nonNull)
                    .map(Object.class::cast)
                    .sorted(ColumnRange::compare)
                    .toList();
            double nulls = share.isEmpty() ? 0 : 1 - values.size() / (double) share.size();
            columns.put(
                    definitions.get(i).name(),
                    new ColumnStatistics(
                            values.isEmpty() ? null : values.get(0),
                            values.isEmpty() ? null : values.get(values.size() - 1),
                            values.stream().distinct().count(),
                            nulls));
        }
        return new TableStatistics(share.size(), columns);
    }

    @Override
    public List<Placement> locate(List<ScanRequest> requests, Duration timeout) {
        List<Placement> placements =
                requests.stream().map(this::placement).map(this::known).toList();
        afterLocating.run();
        return placements;
    }

    private Placement placement(ScanRequest request) {
        List<Partition> partitions = new ArrayList<>();
        new TreeMap<>(Objects.requireNonNull(rows.get(request.table())).entrySet().stream()
                        .collect(Collectors.toMap(e -> e.getKey().peer(), e -> e)))
                .values()
                .forEach(e -> {
                    TableStatistics statistics = statistics(request.table(), e.getValue());
                    Map<String, ColumnRange> promised = new HashMap<>();
                    for (String key : promising ? request.keys() : List.<String>of()) {
                        ColumnStatistics known =
                                Objects.requireNonNull(statistics.columns().get(key));
                        if (known.min() != null) {
                            promised.put(key, new ColumnRange(key, known.min(), known.max()));
                        }
                    }
                    partitions.add(new Partition(e.getKey(), version, statistics, promised));
                });
        return new Placement(partitions, List.of());
    }

    private Placement known(Placement all) {
        return new Placement(
                all.partitions().stream()
                        .filter(p -> !lost.contains(p.site().company()))
                        .toList(),
                all.pruned(),
                all.partitions().stream()
                        .map(p -> p.site().company())
                        .filter(lost::contains)
                        .toList());
    }

    @Override
    public void invalidate(List<String> invalid) {}

    private BatchStream open(FragmentTask task, Traffic traffic) {
        tasks.add(task);
        byte[] plan = AlgebraCodec.encode(task.plan());
        bytesToOwners += plan.length;
        traffic.sent(plan.length);
        if (task.loadVersions().values().stream().anyMatch(v -> v != version)) {
            return new Failing(
                    task.plan().fields(), new BestPeerException(ErrorCode.STALE, "another version"), Optional.empty());
        }
        if (gone.contains(task.site())) {
            return new Failing(task.plan().fields(), unreachable(task), Optional.empty());
        }
        TableSource store = new Store(task.site());
        ExecutionContext context = ExecutionContext.atOwner(
                new OwnedTables(store, (scan, principal) -> scan, task.principal()),
                shuffles.to(task),
                new ExecutionLimits(MEMORY, Instant.MAX),
                () -> false,
                Clock.systemUTC());
        if (task.routes().output().isPresent()) {
            return shuffles.send(task, () -> PlanExecutor.run(AlgebraCodec.decode(plan), context));
        }
        BatchStream wire = new Wire(PlanExecutor.run(AlgebraCodec.decode(plan), context), traffic);
        return dying.contains(task.site())
                ? new Failing(task.plan().fields(), unreachable(task), Optional.of(wire))
                : wire;
    }

    private static BestPeerException unreachable(FragmentTask task) {
        Site site = task.site();
        return new BestPeerException(
                ErrorCode.OWNER_UNREACHABLE,
                "company %s does not answer".formatted(site.company()),
                List.of(new MissingOwner(site.company(), Optional.of(site.peer()), task.tables())),
                null);
    }

    /** Fails in the place of its second batch, or of its first if there are none. */
    private record Failing(List<Field> fields, BestPeerException failure, Optional<BatchStream> rows)
            implements BatchStream {
        @Override
        public Batch next() {
            Batch batch = rows.map(BatchStream::next).orElse(null);
            if (batch == null) {
                throw failure;
            }
            return batch;
        }

        @Override
        public void close() {
            rows.ifPresent(BatchStream::close);
        }
    }

    private BatchStream run(Operator residual, IntFunction<BatchStream> receives, Workspace workspace) {
        return PlanExecutor.run(
                residual,
                ExecutionContext.atCoordinator(
                        receives, new ExecutionLimits(workspace, Instant.MAX), () -> false, Clock.systemUTC()));
    }

    private final class Wire implements BatchStream {
        private final BatchStream rows;
        private final Traffic traffic;
        private boolean closed;

        Wire(BatchStream rows, Traffic traffic) {
            this.rows = rows;
            this.traffic = traffic;
            open++;
        }

        @Override
        public List<Field> fields() {
            return rows.fields();
        }

        @Override
        public @Nullable Batch next() {
            Batch batch = rows.next();
            if (batch == null) {
                return null;
            }
            byte[] bytes = BatchCodec.encode(batch);
            bytesFromOwners += bytes.length;
            rowsFromOwners += batch.rows();
            traffic.received(bytes.length);
            return BatchCodec.decode(bytes, fields());
        }

        @Override
        public void close() {
            open -= closed ? 0 : 1;
            closed = true;
            rows.close();
        }
    }

    private final class Store implements TableSource {
        private final Site site;

        Store(Site site) {
            this.site = site;
        }

        @Override
        public boolean canEvaluate(Scalar condition) {
            return false;
        }

        @Override
        public BatchStream scan(StoreScan scan) {
            String table = scan.scan().table();
            List<List<@Nullable Object>> share =
                    Objects.requireNonNull(rows.get(table)).get(site);
            if (share == null) {
                throw new IllegalStateException("%s has no table %s".formatted(site, table));
            }
            List<String> names = Objects.requireNonNull(tables.get(table)).columns().stream()
                    .map(ColumnDefinition::name)
                    .toList();
            int[] columns = scan.scan().fields().stream()
                    .mapToInt(f -> names.indexOf(f.name()))
                    .toArray();
            BatchBuilder builder = BatchBuilder.of(scan.scan().fields());
            for (int i = 0; i < share.size(); i++) {
                List<@Nullable Object> row = share.get(i);
                long number = i;
                builder.append(Arrays.stream(columns)
                        .mapToObj(c -> c < 0 ? number : row.get(c))
                        .toArray());
            }
            return new ListStream(scan.scan().fields(), builder.rows() == 0 ? List.of() : List.of(builder.build()));
        }
    }

    /** The first site's share, which the session's user may change. */
    private final class FirstShare implements OwnShare {
        @Override
        public OpenTable open(TableDefinition table, Principal principal, Instant deadline) {
            List<List<@Nullable Object>> share =
                    Objects.requireNonNull(rows.get(table.name())).computeIfAbsent(site(1), s -> new ArrayList<>());
            return new OpenTable() {
                @Override
                public void change(Set<Long> removed, List<@Nullable Object[]> added) {
                    removed.stream()
                            .sorted(Comparator.reverseOrder())
                            .forEach(number -> share.remove((int) (long) number));
                    added.forEach(row -> share.add(Collections.unmodifiableList(Arrays.asList(row))));
                    version++;
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public boolean isHere(Site site) {
            return site.equals(site(1));
        }
    }

    static Field field(String name, DataType type) {
        return new Field(name, type);
    }
}
