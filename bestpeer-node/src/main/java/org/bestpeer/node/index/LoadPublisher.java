package org.bestpeer.node.index;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.placement.ColumnStatistics;
import org.bestpeer.engine.placement.TableStatistics;

/**
 * Makes a load visible to the network without breaking a promise: rows outside the published ranges are announced
 * first, and show only when every promise given for the narrower ranges has run out (DESIGN 4.4). One load at a time.
 */
public final class LoadPublisher {
    private static final Duration INDEX_TIMEOUT = Duration.ofSeconds(30);

    private final IndexPublisher publisher;
    private final ShareNotice notice;
    private final Duration wait;

    /**
     * @param publisher this peer's entries
     * @param notice tells the bootstrap of a table that is shared for the first time
     * @param wait how long older promises may last: the promise and a margin for clocks that run apart
     */
    public LoadPublisher(IndexPublisher publisher, ShareNotice notice, Duration wait) {
        this.publisher = publisher;
        this.notice = notice;
        this.wait = wait;
    }

    /**
     * Publishes loads of different tables together, so that they wait once; if they cannot be announced, all their rows
     * are dropped and nothing has changed.
     *
     * @return for each load the version that queries see from now on
     * @throws BestPeerException if nothing has changed, or RESULT_UNKNOWN
     */
    public synchronized List<Long> publish(List<StagedLoad> loads) {
        List<StagedLoad> invisible = new ArrayList<>(loads);
        List<Long> versions = new ArrayList<>(loads.size());
        try {
            List<StagedLoad> widening = loads.stream()
                    .filter(load -> publisher.widens(load.table(), load.statisticsAfter()))
                    .toList();
            if (!widening.isEmpty()) {
                announce(widening);
                TimeUnit.NANOSECONDS.sleep(wait.toNanos());
            }
            for (StagedLoad load : loads) {
                versions.add(load.makeVisible());
                invisible.remove(load);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BestPeerException(ErrorCode.CANCELLED, "the load was interrupted", e);
        } finally {
            invisible.forEach(StagedLoad::discard);
        }
        List<CompletableFuture<Void>> published = new ArrayList<>();
        for (int i = 0; i < loads.size(); i++) {
            StagedLoad load = loads.get(i);
            published.add(publisher.publish(load.table(), versions.get(i), load.statisticsAfter()));
        }
        try {
            published.forEach(LoadPublisher::await);
        } catch (BestPeerException e) {
            throw new BestPeerException(
                    ErrorCode.RESULT_UNKNOWN,
                    "the rows are written, but the index does not have their entries yet and queries may fail until it has;"
                            + " do not write them again",
                    e);
        }
        return versions;
    }

    /** How long rows of a load must wait for older promises. */
    public Duration waitFor(StagedLoad load) {
        return publisher.widens(load.table(), load.statisticsAfter()) ? wait : Duration.ZERO;
    }

    /** Publishes a load, see {@link #publish(List)}. */
    public long publish(StagedLoad load) {
        return publish(List.of(load)).get(0);
    }

    private void announce(List<StagedLoad> widening) {
        List<CompletableFuture<Void>> announced = new ArrayList<>();
        for (StagedLoad load : widening) {
            TableStatistics next = load.statisticsAfter();
            TableStatistics both = publisher
                    .published(load.table())
                    .map(current -> cover(current, next))
                    .orElse(next);
            announced.add(publisher.announce(load.table(), load.currentVersion(), both));
        }
        announced.forEach(LoadPublisher::await);
        notice.shared(widening.stream().map(load -> load.table().name()).toList());
    }

    /** A range that covers what is published and what comes: the statistics of the wider of both. */
    static TableStatistics cover(TableStatistics published, TableStatistics next) {
        Map<String, ColumnStatistics> columns = new HashMap<>(next.columns());
        published.columns().forEach((name, column) -> columns.merge(name, column, OverlayStatistics::cover));
        return new TableStatistics(next.rows(), columns, next.joint());
    }

    private static void await(CompletableFuture<Void> published) {
        try {
            published.get(INDEX_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new BestPeerException(
                    ErrorCode.OWNER_UNREACHABLE, "the index did not take the load's entries; repeat the load later", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BestPeerException(ErrorCode.CANCELLED, "the load was interrupted", e);
        }
    }

    /** Port: tells the bootstrap that this company shares tables, so that the catalogue snapshot says so. */
    public interface ShareNotice {
        /** Returns when the bootstrap has noted it; at once if it already had. */
        void shared(List<String> tables);
    }
}
