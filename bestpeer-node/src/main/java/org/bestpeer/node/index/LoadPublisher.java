package org.bestpeer.node.index;

import java.time.Duration;
import java.util.HashMap;
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
     * Publishes a load; if it cannot be announced, the rows are dropped and nothing has changed.
     *
     * @return the load version that queries see from now on
     */
    public synchronized long publish(StagedLoad load) {
        TableStatistics next = load.statisticsAfter();
        boolean visible = false;
        long version;
        try {
            if (publisher.widens(load.table(), next)) {
                TableStatistics both = publisher
                        .published(load.table())
                        .map(current -> cover(current, next))
                        .orElse(next);
                await(publisher.publish(load.table(), load.currentVersion(), both));
                notice.shared(load.table().name());
                TimeUnit.NANOSECONDS.sleep(wait.toNanos());
            }
            version = load.makeVisible();
            visible = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BestPeerException(ErrorCode.CANCELLED, "the load was interrupted; nothing was loaded", e);
        } finally {
            if (!visible) {
                load.discard();
            }
        }
        await(publisher.publish(load.table(), version, next));
        return version;
    }

    /** A range that covers what is published and what comes: the statistics of the wider of both. */
    static TableStatistics cover(TableStatistics published, TableStatistics next) {
        Map<String, ColumnStatistics> columns = new HashMap<>(next.columns());
        published.columns().forEach((name, column) -> columns.merge(name, column, OverlayStatistics::cover));
        return new TableStatistics(next.rows(), columns);
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

    /** Port: tells the bootstrap that this company shares a table, so that the catalogue snapshot says so. */
    public interface ShareNotice {
        /** Returns when the bootstrap has noted it; at once if it already had. */
        void shared(String table);
    }
}
