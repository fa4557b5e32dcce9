package org.bestpeer.engine.progress;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bestpeer.engine.Principal;

/** Holds the queries that run at a home peer and a bounded number of those that ended. Thread-safe. */
public final class QueryRegistry implements RecentQueries {
    private final String homePeer;
    private final int mostEnded;
    private final Map<String, QueryProgress> running = new LinkedHashMap<>();
    private final Deque<QuerySnapshot> ended = new ArrayDeque<>();

    /**
     * An empty one.
     *
     * @param homePeer name of the peer, for the snapshots
     * @param mostEnded how many queries that ended are remembered
     */
    public QueryRegistry(String homePeer, int mostEnded) {
        this.homePeer = homePeer;
        this.mostEnded = mostEnded;
    }

    /** A query starts; it stays among the running ones until it is told its end. */
    public QueryProgress start(String queryId, Principal principal, String sql, Clock clock) {
        QueryProgress query =
                new QueryProgress(new QueryProgress.Identity(queryId, homePeer, principal, sql), clock, this::ended);
        synchronized (this) {
            running.put(queryId, query);
        }
        return query;
    }

    private void ended(QuerySnapshot query) {
        synchronized (this) {
            QueryProgress progress = running.remove(query.queryId());
            // Whoever watches by asking again and again must not push out what is watched.
            if (progress != null && !progress.isWorthRemembering(query.state())) {
                return;
            }
            ended.addLast(query);
            if (ended.size() > mostEnded) {
                ended.removeFirst();
            }
        }
    }

    /** How many have not ended. */
    public synchronized int running() {
        return running.size();
    }

    @Override
    public List<QuerySnapshot> list() {
        List<QuerySnapshot> queries;
        List<QueryProgress> live;
        synchronized (this) {
            queries = new ArrayList<>(ended);
            live = List.copyOf(running.values());
        }
        live.forEach(query -> queries.add(query.snapshot()));
        return queries;
    }
}
