package org.bestpeer.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.Exchange;
import org.bestpeer.engine.exec.Streams;
import org.bestpeer.engine.placement.Site;
import org.bestpeer.engine.plan.DistributedPlan;
import org.bestpeer.engine.plan.Fragment;
import org.bestpeer.engine.plan.Step;

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
    private final Map<Integer, BatchStream> streams = new HashMap<>();
    private final Map<Integer, KeptStream> kept = new HashMap<>();
    private final List<BatchStream> opened = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    FragmentStreams(DistributedPlan plan, Exchange exchange, ResidualRunner runner, TaskHeader header) {
        this.plan = plan;
        this.exchange = exchange;
        this.runner = runner;
        this.header = header;
    }

    /** Opens what waits for nothing. */
    void start() {
        Set<Integer> sources = new TreeSet<>();
        plan.fragments().forEach(f -> sources.addAll(f.needs()));
        for (Fragment fragment : plan.fragments()) {
            BatchStream stream = fragment.needs().isEmpty()
                    ? open(fragment, fragment.plan(), fragment.sites())
                    : new WaitingStream(fragment.plan().fields(), () -> openFilled(fragment));
            streams.put(fragment.id(), sources.contains(fragment.id()) ? keeping(fragment.id(), stream) : stream);
        }
        for (Step step : plan.steps()) {
            BatchStream stream = new WaitingStream(step.plan().fields(), () -> run(step));
            streams.put(step.id(), keeping(step.id(), stream));
        }
    }

    private BatchStream keeping(int exchange, BatchStream stream) {
        KeptStream keeping = new KeptStream(stream, MOST_KEPT_BYTES);
        kept.put(exchange, keeping);
        return keeping;
    }

    private BatchStream run(Step step) {
        BatchStream stream = runner.run(step.plan(), this::stream);
        opened.add(stream);
        if (closed) {
            close();
        }
        return stream;
    }

    /** The rows of a fragment, of all its sites, or of a step. */
    BatchStream stream(int number) {
        return Objects.requireNonNull(streams.get(number));
    }

    private BatchStream openFilled(Fragment fragment) {
        SentAlong.Ready ready = SentAlong.of(fragment, id -> Objects.requireNonNull(kept.get(id)));
        return open(fragment, ready.plan(), ready.sites());
    }

    private BatchStream open(Fragment fragment, Operator toRun, Map<Site, Map<String, Long>> sites) {
        Set<Site> destinations = plan.destinations(fragment);
        List<BatchStream> atSites = new ArrayList<>();
        sites.forEach((site, versions) -> {
            BatchStream stream = exchange.open(header.task(fragment.id(), toRun, site, versions, destinations));
            opened.add(stream);
            atSites.add(stream);
        });
        if (closed) {
            close();
        }
        return new GatheredStream(fragment.plan().fields(), atSites);
    }

    /** Stops all fragments; from any thread. */
    void close() {
        closed = true;
        Streams.closeAll(opened);
    }
}
