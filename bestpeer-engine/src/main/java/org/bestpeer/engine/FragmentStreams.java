package org.bestpeer.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.Exchange;
import org.bestpeer.engine.exec.FragmentTask;
import org.bestpeer.engine.exec.ListStream;
import org.bestpeer.engine.exec.Streams;
import org.bestpeer.engine.exec.Workspace;
import org.bestpeer.engine.placement.Site;
import org.bestpeer.engine.plan.DistributedPlan;
import org.bestpeer.engine.plan.Fragment;
import org.bestpeer.engine.plan.Operators;
import org.bestpeer.engine.plan.Routes;
import org.bestpeer.engine.plan.Step;
import org.bestpeer.engine.progress.FragmentProgress;
import org.bestpeer.engine.progress.QueryProgress;
import org.bestpeer.engine.type.Field;

/**
 * The fragments and steps of one run: fragments that wait for nothing are opened at once, the others, and steps, when
 * their first row is wanted.
 * Used by one thread, but for {@link #close}.
 */
final class FragmentStreams {
    /** More rows of a fragment are not kept for others; they are then not sent along. */
    private static final long MOST_KEPT_BYTES = 32L << 20;

    private final DistributedPlan plan;
    private final Exchange exchange;
    private final ResidualRunner runner;
    private final TaskHeader header;
    private final QueryProgress progress;
    private final Workspace workspace;
    private final AtomicLong heldForOthers = new AtomicLong();
    private final Map<Integer, Map<Site, FragmentProgress>> counters = new HashMap<>();
    private final Map<Integer, BatchStream> streams = new HashMap<>();
    private final Map<Integer, KeptStream> kept = new HashMap<>();
    private final Map<Integer, Shuffle> shuffles = new HashMap<>();
    private final List<BatchStream> opened = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    FragmentStreams(
            DistributedPlan plan,
            Exchange exchange,
            ResidualRunner runner,
            TaskHeader header,
            QueryProgress progress,
            Workspace workspace) {
        this.plan = plan;
        this.exchange = exchange;
        this.runner = runner;
        this.header = header;
        this.progress = progress;
        this.workspace = workspace;
    }

    /** Opens what waits for nothing. */
    void start() {
        Set<Integer> sources = new TreeSet<>();
        plan.fragments().forEach(f -> sources.addAll(f.needs()));
        plan.fragments().forEach(this::count);
        plan.steps().stream().filter(plan::isForKeys).forEach(s -> sources.addAll(s.needs()));
        plan.fragments().stream()
                .filter(f -> f.partitioning().isPresent() && plan.reader(f).isPresent())
                .forEach(this::shuffle);
        for (Fragment fragment : plan.fragments()) {
            if (fragment.partitioning().isEmpty()) {
                BatchStream stream = opened(fragment);
                streams.put(fragment.id(), sources.contains(fragment.id()) ? keeping(fragment.id(), stream) : stream);
            }
        }
        for (Step step : plan.steps()) {
            BatchStream stream = new WaitingStream(step.plan().fields(), () -> run(step));
            streams.put(step.id(), keeping(step.id(), stream));
        }
    }

    private void shuffle(Fragment fragment) {
        Shuffle shuffle = new Shuffle(() -> sendings(fragment));
        shuffles.put(fragment.id(), shuffle);
        if (fragment.needs().isEmpty()) {
            shuffle.open();
        }
    }

    private List<Shuffle.Sending> sendings(Fragment fragment) {
        List<Shuffle.Sending> sendings = new ArrayList<>();
        askAll(fragment, filled(fragment), (rows, counter) -> sendings.add(new Shuffle.Sending(rows, counter)));
        return sendings;
    }

    private BatchStream opened(Fragment fragment) {
        List<Field> fields = fragment.plan().fields();
        BatchStream rows = fragment.needs().isEmpty()
                ? open(fragment, filled(fragment))
                : new WaitingStream(fields, () -> open(fragment, filled(fragment)));
        List<Shuffle> sources = behind(fragment);
        return sources.isEmpty() ? rows : new ShuffledRows(rows, sources);
    }

    /** The repartitioned fragments whose rows come to a fragment, those first whose rows the others read. */
    private List<Shuffle> behind(Fragment fragment) {
        List<Shuffle> sources = new ArrayList<>();
        for (int exchange : Operators.shuffled(fragment.plan())) {
            sources.addAll(behind(plan.fragments().get(exchange)));
            sources.add(Objects.requireNonNull(shuffles.get(exchange)));
        }
        return sources;
    }

    private void count(Fragment fragment) {
        Map<Site, FragmentProgress> atSites = new HashMap<>();
        fragment.sites()
                .keySet()
                .forEach(site -> atSites.put(site, progress.fragment(fragment.id(), site, fragment.tables())));
        counters.put(fragment.id(), atSites);
    }

    private FragmentProgress counter(Fragment fragment, Site site) {
        return Objects.requireNonNull(
                Objects.requireNonNull(counters.get(fragment.id())).get(site));
    }

    private BatchStream keeping(int exchange, BatchStream stream) {
        KeptStream keeping = new KeptStream(stream, MOST_KEPT_BYTES, this::tryHold);
        kept.put(exchange, keeping);
        return keeping;
    }

    private boolean tryHold(long bytes) {
        boolean may = workspace.tryHold(bytes);
        if (may) {
            heldForOthers.addAndGet(bytes);
        }
        return may;
    }

    private BatchStream run(Step step) {
        BatchStream stream = runner.run(step.plan(), plan.isForKeys(step) ? this::again : this::stream, workspace);
        opened.add(stream);
        closeIfOver();
        return stream;
    }

    /** The rows of a fragment, of all its sites, or of a step. */
    BatchStream stream(int number) {
        return Objects.requireNonNull(streams.get(number));
    }

    /** The rows of a fragment that are read once more. */
    private BatchStream again(int number) {
        KeptStream rows = Objects.requireNonNull(kept.get(number));
        return new ListStream(rows.fields(), rows.whole().orElseThrow(SentAlong::tooMuch));
    }

    /** What is asked of a fragment's sites; waits for what is to be sent along. */
    private SentAlong.Ready filled(Fragment fragment) {
        if (fragment.needs().isEmpty()) {
            return new SentAlong.Ready(fragment.plan(), fragment.sites(), List.of());
        }
        SentAlong.Ready ready = SentAlong.of(fragment, id -> Objects.requireNonNull(kept.get(id)));
        fragment.sites().keySet().stream()
                .filter(site -> !ready.sites().containsKey(site))
                .forEach(site -> counter(fragment, site).skipped(ready.shipments()));
        return ready;
    }

    private BatchStream open(Fragment fragment, SentAlong.Ready ready) {
        List<BatchStream> atSites = new ArrayList<>();
        askAll(fragment, ready, (rows, counter) -> atSites.add(new CountedStream(rows, counter)));
        return new GatheredStream(fragment.plan().fields(), atSites);
    }

    private void askAll(Fragment fragment, SentAlong.Ready ready, BiConsumer<BatchStream, FragmentProgress> perSite) {
        Map<Site, Routes> routes = plan.routes(fragment);
        ready.sites().forEach((site, versions) -> {
            FragmentProgress counter = counter(fragment, site);
            counter.opened(ready.shipments());
            Routes ofSite = Objects.requireNonNull(routes.get(site));
            FragmentTask task = header.task(fragment.id(), ready.plan(), site, versions, ofSite);
            perSite.accept(asked(task, counter), counter);
        });
        closeIfOver();
    }

    private BatchStream asked(FragmentTask task, FragmentProgress counter) {
        try {
            BatchStream stream = exchange.open(task, counter);
            opened.add(stream);
            return stream;
        } catch (RuntimeException failure) {
            counter.failed();
            throw failure;
        }
    }

    private void closeIfOver() {
        if (closed) {
            close();
        }
    }

    /** Stops all fragments; from any thread. */
    void close() {
        closed = true;
        workspace.release(heldForOthers.getAndSet(0));
        Streams.closeAll(opened);
    }
}
