package org.bestpeer.benchmarks.faults;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One fault: armed before a query is asked, carried out at its moment, healed afterwards. Thread-safe. */
final class Strike {
    private final FaultCase given;
    private final Network network;
    private final Executor threads;
    private final int lastBatch;
    private volatile boolean struck;
    private volatile @Nullable Site ended;
    private CompletableFuture<Void> ending = CompletableFuture.completedFuture(null);
    private boolean healed;

    /** @param lastBatch batches that the victim sends for the question */
    Strike(FaultCase given, Network network, Executor threads, int lastBatch) {
        this.given = given;
        this.network = network;
        this.threads = threads;
        this.lastBatch = Math.max(1, lastBatch);
    }

    /** Waits for the moment. */
    void arm(Statement statement) {
        if (given.fault().isOfReader()) {
            return;
        }
        Relay relay = network.site(given.victim()).peers();
        Runnable action = () -> strike(statement);
        boolean large = given.question().isLarge();
        switch (given.moment()) {
            case BEFORE -> action.run();
            case ASKED -> relay.afterRequest(action);
            case BATCH -> relay.afterBatch(large, 1 + (given.batch() - 1) % lastBatch, action);
            case LAST -> relay.afterBatch(large, lastBatch, action);
        }
    }

    /** Not after the healing: the moment may come when the query is over. */
    private synchronized void strike(Statement statement) {
        if (healed) {
            return;
        }
        struck = true;
        Site victim = network.site(given.victim());
        Site home = network.home();
        switch (given.fault()) {
            case OWNER_CUT -> victim.peers().cut();
            case OWNER_RESET -> victim.peers().cutLines();
            case OWNER_DROPPED -> end(victim);
            case ANSWERS_LOST -> victim.peers().swallow(Relay.Direction.ANSWERS);
            case REQUESTS_LOST -> victim.peers().swallow(Relay.Direction.REQUESTS);
            case COORDINATOR_DROPPED -> end(home);
            case COORDINATOR_SILENT -> home.front().swallow(Relay.Direction.ANSWERS);
            case CLIENT_CUT -> home.front().cut();
            case CLIENT_RESET -> home.front().cutLines();
            case CLIENT_CANCELS -> threads.execute(() -> cancel(statement));
            case BOOTSTRAP_CUT -> network.toBootstrap().cut();
            case CLIENT_CLOSES, CLIENT_IDLES -> throw new IllegalStateException("its reader does that");
        }
    }

    private void end(Site site) {
        // Nothing of it is heard from here on, however long it takes to end.
        site.peers().cut();
        site.front().cut();
        ended = site;
        ending = CompletableFuture.runAsync(site::kill, threads);
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            // The statement had ended and was closed meanwhile.
            return;
        }
    }

    boolean struck() {
        return struck;
    }

    /** Who was ended and is not there. */
    Optional<Site> ended() {
        return Optional.ofNullable(ended);
    }

    /** Makes everything as it was. */
    synchronized void heal() {
        healed = true;
        ending.join();
        for (Site site : network.sites()) {
            site.peers().heal();
            site.front().heal();
        }
        network.toBootstrap().heal();
        ended().ifPresent(Site::restart);
    }
}
