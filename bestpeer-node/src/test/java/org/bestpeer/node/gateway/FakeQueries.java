package org.bestpeer.node.gateway;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.MissingOwner;
import org.bestpeer.engine.PreparedQuery;
import org.bestpeer.engine.QueryService;
import org.bestpeer.engine.RowCursor;
import org.bestpeer.engine.Session;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.engine.catalog.ColumnDefinition;
import org.bestpeer.engine.catalog.TableDefinition;
import org.bestpeer.engine.catalog.TableKind;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchBuilder;
import org.bestpeer.engine.system.SystemTables;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** An engine that knows a handful of texts by heart. */
final class FakeQueries implements QueryService {
    static final List<DataType> ALL_TYPES = List.of(
            DataType.BOOLEAN,
            DataType.SMALLINT,
            DataType.INTEGER,
            DataType.BIGINT,
            DataType.decimal(38, 10),
            DataType.DOUBLE,
            DataType.varchar(40),
            DataType.DATE,
            DataType.TIME,
            DataType.TIMESTAMP,
            DataType.VARBINARY);

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    final AtomicInteger openCursors = new AtomicInteger();
    final AtomicInteger pulledBatches = new AtomicInteger();
    final List<Session> sessions = Collections.synchronizedList(new ArrayList<>());

    volatile List<MissingOwner> missing = List.of();

    /** What a text gives: its columns, its parameters, and batches of rows. */
    record Answer(List<Field> fields, List<DataType> parameters, Rows rows) {}

    /** Makes the batches of one execution. */
    interface Rows {
        Iterator<List<List<@Nullable Object>>> of(List<@Nullable Object> parameters);
    }

    void on(String sql, List<Field> fields, List<DataType> parameters, Rows rows) {
        answers.put(sql, new Answer(fields, parameters, rows));
    }

    void on(String sql, List<Field> fields, List<List<@Nullable Object>> rows) {
        on(sql, fields, List.of(), p -> List.of(rows).iterator());
    }

    /** A result of so many rows {@code n} in batches of 500. */
    void onNumbers(String sql, int count) {
        on(sql, List.of(new Field("n", DataType.BIGINT)), List.of(), p -> new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < count;
            }

            @Override
            public List<List<@Nullable Object>> next() {
                List<List<@Nullable Object>> batch = new ArrayList<>();
                for (int i = 0; i < 500 && next < count; i++) {
                    batch.add(List.of((long) next++));
                }
                return batch;
            }
        });
    }

    @Override
    public Catalog catalog() {
        List<ColumnDefinition> columns = new ArrayList<>();
        for (DataType type : ALL_TYPES) {
            columns.add(new ColumnDefinition(
                    "c_" + type.kind().name().toLowerCase(Locale.ROOT), type, true, Optional.empty(), ""));
        }
        columns.set(2, new ColumnDefinition("id", DataType.INTEGER, false, Optional.of("0"), "the key"));
        return Catalog.of(
                "tpch",
                1,
                List.of(
                        table("lineitem", columns, "what was ordered"),
                        table("line_a", columns.subList(0, 1), ""),
                        table("orders", columns.subList(0, 3), "")));
    }

    @Override
    public SystemTables systemTables() {
        return SystemTables.NONE;
    }

    private static TableDefinition table(String name, List<ColumnDefinition> columns, String comment) {
        return new TableDefinition(name, TableKind.PARTITIONED, columns, List.of(), List.of(), List.of(), comment);
    }

    @Override
    public PreparedQuery prepare(Session session, String sql) {
        sessions.add(session);
        Answer answer = answers.get(sql);
        if (answer == null) {
            throw new BestPeerException(ErrorCode.UNKNOWN_TABLE, "line 1, column 15: there is no table nowhere");
        }
        return new PreparedQuery(sql, answer.fields(), answer.parameters());
    }

    @Override
    public RowCursor execute(Session session, PreparedQuery query, List<@Nullable Object> parameters) {
        openCursors.incrementAndGet();
        Answer answer = Objects.requireNonNull(answers.get(query.sql()));
        return new FakeCursor(answer.fields(), answer.rows().of(parameters));
    }

    private final class FakeCursor implements RowCursor {
        private final List<Field> fields;
        private final Iterator<List<List<@Nullable Object>>> batches;
        private final CountDownLatch ended = new CountDownLatch(1);
        private boolean closed;

        FakeCursor(List<Field> fields, Iterator<List<List<@Nullable Object>>> batches) {
            this.fields = fields;
            this.batches = batches;
        }

        @Override
        public String queryId() {
            return "q1";
        }

        @Override
        public List<Field> fields() {
            return fields;
        }

        @Override
        public List<MissingOwner> missing() {
            return missing;
        }

        @Override
        public @Nullable Batch next() {
            if (!batches.hasNext()) {
                return null;
            }
            pulledBatches.incrementAndGet();
            List<List<@Nullable Object>> rows = batches.next();
            if (rows.isEmpty()) {
                awaitEnd();
                throw new BestPeerException(ErrorCode.CANCELLED, "the statement was cancelled");
            }
            BatchBuilder batch = BatchBuilder.of(fields, rows.size());
            rows.forEach(row -> batch.append(row.toArray()));
            return batch.build();
        }

        private void awaitEnd() {
            try {
                ended.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void cancel() {
            ended.countDown();
        }

        @Override
        public synchronized void close() {
            ended.countDown();
            if (!closed) {
                closed = true;
                openCursors.decrementAndGet();
            }
        }
    }
}
