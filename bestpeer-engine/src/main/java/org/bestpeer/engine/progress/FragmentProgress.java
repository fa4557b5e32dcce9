package org.bestpeer.engine.progress;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.bestpeer.engine.placement.Site;
import org.jspecify.annotations.Nullable;

/** The counters of one fragment at one site. Written by the thread that pulls its rows, ended and read by any. */
public final class FragmentProgress implements Traffic {
    private final int attempt;
    private final int fragment;
    private final Site site;
    private final List<String> tables;
    private final Clock clock;
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong bytesReceived = new AtomicLong();
    private final AtomicLong bytesSent = new AtomicLong();
    private final AtomicLong waitedNanos = new AtomicLong();
    private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();
    private volatile @Nullable Instant started;
    private volatile long rowsShuffled;
    private volatile long bytesShuffled;
    private volatile @Nullable Instant firstRows;
    private volatile List<Shipment> sentAlong = List.of();
    private volatile @Nullable OwnerReport report;

    private record Ending(RunState state, Instant at) {}

    FragmentProgress(int attempt, int fragment, Site site, List<String> tables, Clock clock) {
        this.attempt = attempt;
        this.fragment = fragment;
        this.site = site;
        this.tables = List.copyOf(tables);
        this.clock = clock;
    }

    /** The time, as it is counted here. */
    public Instant now() {
        return clock.instant();
    }

    /** It is asked now, and this is sent along. */
    public void opened(List<Shipment> along) {
        sentAlong = List.copyOf(along);
        started = clock.instant();
    }

    /** It need not be asked, as these keys show. */
    public void skipped(List<Shipment> along) {
        sentAlong = List.copyOf(along);
        end(RunState.SKIPPED);
    }

    /**
     * A batch has come.
     *
     * @param count its rows
     * @param asked when it was asked for
     */
    public void came(int count, Instant asked) {
        Instant now = waited(asked);
        if (firstRows == null) {
            firstRows = now;
        }
        rows.addAndGet(count);
    }

    /** All its rows went, or will go, to other peers. */
    public void shuffled(long count, long bytes) {
        rowsShuffled = count;
        bytesShuffled = bytes;
        end(RunState.FINISHED);
    }

    /** Its last row has come. */
    public void finished(Instant asked) {
        Instant unused = waited(asked);
        end(RunState.FINISHED);
    }

    private Instant waited(Instant asked) {
        Instant now = clock.instant();
        waitedNanos.addAndGet(Duration.between(asked, now).toNanos());
        return now;
    }

    @Override
    public void failed() {
        end(RunState.FAILED);
    }

    /** Nobody wants more of its rows; without effect if it is over already, like all other ends. */
    public void stopped() {
        end(RunState.CANCELLED);
    }

    private void end(RunState state) {
        if (ending.get() == null) {
            ending.compareAndSet(null, new Ending(state, clock.instant()));
        }
    }

    @Override
    public void sent(long bytes) {
        bytesSent.addAndGet(bytes);
    }

    @Override
    public void received(long bytes) {
        bytesReceived.addAndGet(bytes);
    }

    @Override
    public void reported(OwnerReport told) {
        report = told;
    }

    /** @param queryEnded with a query end its fragments, whether or not somebody has told them yet */
    FragmentSnapshot snapshot(Optional<Instant> queryEnded) {
        Ending end = ending.get();
        RunState running = started == null ? RunState.WAITING : RunState.RUNNING;
        RunState open = queryEnded.isPresent() ? RunState.CANCELLED : running;
        return new FragmentSnapshot(
                attempt,
                fragment,
                site,
                tables,
                end == null ? open : end.state,
                rows.get(),
                bytesReceived.get(),
                bytesSent.get(),
                rowsShuffled,
                bytesShuffled,
                Optional.ofNullable(started),
                Optional.ofNullable(firstRows),
                end == null ? queryEnded : Optional.of(end.at),
                Duration.ofNanos(Math.max(0, waitedNanos.get())),
                sentAlong,
                Optional.ofNullable(report));
    }
}
