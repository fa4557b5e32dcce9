package org.bestpeer.benchmarks.differential;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchCodec;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.FragmentTask;
import org.bestpeer.engine.exec.ShuffleReport;
import org.bestpeer.engine.exec.Workspace;
import org.bestpeer.engine.exec.operator.PartedRows;
import org.bestpeer.engine.placement.Site;
import org.bestpeer.engine.plan.Routes;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** Repartitioned fragments of owners in the same process; each runs whole when the first of its rows is wanted. */
final class LocalShuffles {
    private static final int PARTS_BYTES = 128 << 10;
    private static final long MEMORY = 64 << 20;

    private final Map<Key, Running> running = new ConcurrentHashMap<>();

    private record Key(String queryId, int fragment, Site site) {
        static Key of(FragmentTask task) {
            return new Key(task.queryId(), task.fragment(), task.site());
        }
    }

    /** One fragment at one owner. */
    private static final class Running {
        private final FragmentTask task;
        private final Supplier<BatchStream> run;
        private final PartedRows parted;
        private boolean ran;

        Running(FragmentTask task, Supplier<BatchStream> run) {
            this.task = task;
            this.run = run;
            Routes.Output output = task.routes().output().orElseThrow();
            this.parted = new PartedRows(
                    task.plan().fields(),
                    output.partitioning(),
                    output.receivers().size(),
                    PARTS_BYTES,
                    () -> Workspace.of(MEMORY));
        }

        PartedRows parted() {
            if (!ran) {
                ran = true;
                try (BatchStream rows = run.get()) {
                    for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
                        parted.add(batch);
                    }
                }
                parted.complete();
            }
            return parted;
        }
    }

    /**
     * What the home peer gets of an owner whose rows go to others.
     *
     * @param run starts the fragment
     */
    BatchStream send(FragmentTask task, Supplier<BatchStream> run) {
        Running sent = new Running(task, run);
        running.put(Key.of(task), sent);
        Iterator<Supplier<Batch>> reports = List.<Supplier<Batch>>of(
                        ShuffleReport::begun, () -> new ShuffleReport(sent.parted.rows(), sent.parted.bytes(0)).batch())
                .iterator();
        return new BatchStream() {
            @Override
            public List<Field> fields() {
                return ShuffleReport.FIELDS;
            }

            @Override
            public @Nullable Batch next() {
                return reports.hasNext() ? reports.next().get() : null;
            }

            @Override
            public void close() {
                running.remove(Key.of(sent.task));
            }
        };
    }

    /** The rows of repartitioned fragments that fall to a fragment. */
    Function<Operator.Shuffled, BatchStream> to(FragmentTask task) {
        return shuffled -> {
            int exchange = shuffled.exchange();
            Routes.Input input = Objects.requireNonNull(task.routes().inputs().get(exchange));
            Iterator<Site> sources = input.sources().iterator();
            List<Field> fields = shuffled.fields();
            return new BatchStream() {
                private @Nullable PartedRows current;

                @Override
                public List<Field> fields() {
                    return fields;
                }

                @Override
                public @Nullable Batch next() {
                    while (current != null || sources.hasNext()) {
                        if (current == null) {
                            Key key = new Key(task.queryId(), exchange, sources.next());
                            current = Objects.requireNonNull(running.get(key)).parted();
                        }
                        byte[] piece = current.next(input.part(), Duration.ofSeconds(1));
                        if (piece != null) {
                            return BatchCodec.decode(piece, fields);
                        }
                        current = null;
                    }
                    return null;
                }

                @Override
                public void close() {}
            };
        };
    }
}
