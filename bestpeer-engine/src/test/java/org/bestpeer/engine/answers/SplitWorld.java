package org.bestpeer.engine.answers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.Engine;
import org.bestpeer.engine.Principal;
import org.bestpeer.engine.RowCursor;
import org.bestpeer.engine.Session;
import org.bestpeer.engine.access.StandardRole;
import org.bestpeer.engine.algebra.AlgebraCodec;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.engine.catalog.ColumnDefinition;
import org.bestpeer.engine.catalog.TableDefinition;
import org.bestpeer.engine.catalog.TableKind;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchBuilder;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.FragmentTask;
import org.bestpeer.engine.exec.ListStream;
import org.bestpeer.engine.exec.StoreScan;
import org.bestpeer.engine.exec.TableSource;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.operator.ExecutionContext;
import org.bestpeer.engine.exec.operator.ExecutionLimits;
import org.bestpeer.engine.exec.operator.OwnedTables;
import org.bestpeer.engine.exec.operator.PlanExecutor;
import org.bestpeer.engine.exec.scalar.ScalarCompiler;
import org.bestpeer.engine.placement.Partition;
import org.bestpeer.engine.placement.Placement;
import org.bestpeer.engine.placement.ScanRequest;
import org.bestpeer.engine.placement.Site;
import org.bestpeer.engine.placement.SiteLocator;
import org.bestpeer.engine.placement.TableStatistics;
import org.bestpeer.engine.plan.PlanRules;
import org.bestpeer.engine.progress.Traffic;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** The engine over small tables whose rows are dealt out to some owners; fragments travel as bytes. */
final class SplitWorld {
    static final Instant NOW = Instant.parse("2026-03-31T22:30:15.123456Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String NULL = "\\N";
    private static final int BATCH_ROWS = 3;

    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final List<Site> owners;
    private final Engine engine;
    private final Session session;
    long memory = ExecutionLimits.QUERY_MEMORY;

    private record Table(List<Field> fields, List<@Nullable Object[]> rows) {}

    SplitWorld(int owners) {
        this(owners, ZoneOffset.UTC);
    }

    SplitWorld(int owners, ZoneId zone) {
        readTables();
        this.owners = IntStream.range(0, owners)
                .mapToObj(i -> new Site("peer-" + i, "company-" + i))
                .toList();
        Catalog catalog = catalog();
        this.session = new Session(new Principal("net", "company-0", "ann"), zone, Duration.ofSeconds(30));
        this.engine = new Engine(
                () -> catalog,
                table -> new TableStatistics(tables.get(table).rows.size(), Map.of()),
                new Everywhere(),
                this::runAtOwner,
                (plan, receives, workspace) ->
                        PlanExecutor.run(plan, ExecutionContext.atCoordinator(receives, limits(), () -> false, CLOCK)),
                new Engine.Environment(CLOCK, new Random(1), PlanRules.FETCH_ONLY));
    }

    private ExecutionLimits limits() {
        return new ExecutionLimits(memory, NOW.plusSeconds(30));
    }

    private Catalog catalog() {
        List<TableDefinition> definitions = new ArrayList<>();
        tables.forEach((name, table) -> {
            List<ColumnDefinition> columns = table.fields.stream()
                    .map(f -> new ColumnDefinition(f.name(), f.type(), true, Optional.empty(), ""))
                    .toList();
            definitions.add(
                    new TableDefinition(name, TableKind.PARTITIONED, columns, List.of(), List.of(), List.of(), ""));
        });
        return Catalog.of("net", 1, definitions);
    }

    private void readTables() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                SplitWorld.class.getResourceAsStream("/answers/tables.txt"), StandardCharsets.UTF_8))) {
            Table current = new Table(List.of(), new ArrayList<>());
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.contains(":") && !line.contains("|")) {
                    String[] words = line.split(" ");
                    current = new Table(fields(words), new ArrayList<>());
                    tables.put(words[0], current);
                } else if (!line.isBlank()) {
                    current.rows.add(row(line, current.fields));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Field> fields(String[] words) {
        return Arrays.stream(words)
                .skip(1)
                .map(w -> w.split(":"))
                .map(w -> new Field(w[0], type(w[1])))
                .toList();
    }

    private static DataType type(String name) {
        return switch (name) {
            case "int" -> DataType.INTEGER;
            case "decimal" -> DataType.decimal(10, 2);
            case "double" -> DataType.DOUBLE;
            case "boolean" -> DataType.BOOLEAN;
            case "date" -> DataType.DATE;
            case "timestamp" -> DataType.TIMESTAMP;
            case "time" -> DataType.TIME;
            default -> DataType.varchar(20);
        };
    }

    private static @Nullable Object[] row(String line, List<Field> fields) {
        String[] texts = line.split("\\|", -1);
        @Nullable Object[] row = new Object[texts.length];
        for (int i = 0; i < row.length; i++) {
            Scalar text = new Scalar.Literal(texts[i].equals(NULL) ? null : texts[i], DataType.VARCHAR);
            row[i] = ScalarCompiler.constant(new Scalar.Call(
                    ScalarFunction.CAST, List.of(text), fields.get(i).type()));
        }
        return row;
    }

    private BatchStream runAtOwner(FragmentTask task, Traffic traffic) {
        int owner = owners.indexOf(task.site());
        OwnedTables own =
                new OwnedTables(new Share(owner), new StandardRole(company -> true, table -> true), task.principal());
        return PlanExecutor.run(
                AlgebraCodec.decode(AlgebraCodec.encode(task.plan())),
                ExecutionContext.atOwner(own, ExecutionContext.NOTHING_SHUFFLED, limits(), () -> false, CLOCK));
    }

    /** The answer, one line a row, values parted by a bar; or the SQLState and the message of the failure. */
    List<String> answer(String sql, Object... parameters) {
        try {
            RowCursor cursor = engine.execute(session, engine.prepare(session, sql), Arrays.asList(parameters));
            List<String> lines = new ArrayList<>();
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                for (int row = 0; row < batch.rows(); row++) {
                    int at = row;
                    lines.add(batch.columns().stream().map(c -> text(c, at)).collect(Collectors.joining("|")));
                }
            }
            return lines;
        } catch (BestPeerException failure) {
            return List.of("!" + failure.code().sqlState() + " " + failure.getMessage());
        }
    }

    List<DataType> types(String sql) {
        return engine.prepare(session, sql).fields().stream().map(Field::type).toList();
    }

    private static String text(Vector column, int row) {
        Object value = column.get(row);
        if (value == null) {
            return "NULL";
        }
        if (value instanceof Boolean bit) {
            return bit ? "t" : "f";
        }
        Scalar literal = new Scalar.Literal(value, column.type());
        return String.valueOf(
                ScalarCompiler.constant(new Scalar.Call(ScalarFunction.CAST, List.of(literal), DataType.VARCHAR)));
    }

    private final class Everywhere implements SiteLocator {
        @Override
        public List<Placement> locate(List<ScanRequest> scans, Duration timeout) {
            return scans.stream()
                    .map(s -> new Placement(
                            owners.stream()
                                    .map(o -> new Partition(
                                            o,
                                            1,
                                            new TableStatistics(
                                                    tables.get(s.table()).rows.size(), Map.of())))
                                    .toList(),
                            List.of()))
                    .toList();
        }

        @Override
        public void invalidate(List<String> stale) {
            throw new IllegalStateException("nothing changes here");
        }
    }

    /** Every so many-th row. */
    private final class Share implements TableSource {
        private final int owner;

        Share(int owner) {
            this.owner = owner;
        }

        @Override
        public BatchStream scan(StoreScan scan) {
            Table table = tables.get(scan.scan().table());
            List<Field> wanted = scan.scan().fields();
            List<Batch> batches = new ArrayList<>();
            BatchBuilder builder = BatchBuilder.of(wanted);
            for (int i = owner; i < table.rows.size(); i += owners.size()) {
                @Nullable Object[] row = table.rows.get(i);
                builder.append(
                        wanted.stream().map(f -> row[table.fields.indexOf(f)]).toArray());
                if (builder.rows() == BATCH_ROWS) {
                    batches.add(builder.build());
                    builder = BatchBuilder.of(wanted);
                }
            }
            batches.add(builder.build());
            return new ListStream(wanted, batches);
        }

        @Override
        public boolean canEvaluate(Scalar condition) {
            return false;
        }
    }
}
