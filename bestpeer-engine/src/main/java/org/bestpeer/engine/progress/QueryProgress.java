package org.bestpeer.engine.progress;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.MissingOwner;
import org.bestpeer.engine.Principal;
import org.bestpeer.engine.placement.Site;
import org.jspecify.annotations.Nullable;

/** The counters of one query. Written by the thread that runs it, ended and read by any. */
public final class QueryProgress {
    /** So many texts are remembered that a long one is not kept whole. */
    private static final int MOST_TEXT = 16 << 10;

    private final Identity identity;
    private final Clock clock;
    private final Instant started;
    private final Consumer<QuerySnapshot> onEnd;
    private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();
    private final AtomicLong rows = new AtomicLong();
    private final AtomicInteger attempts = new AtomicInteger();
    private final Queue<FragmentProgress> fragments = new ConcurrentLinkedQueue<>();
    private final Queue<String> retries = new ConcurrentLinkedQueue<>();
    private volatile boolean waits;
    private volatile Duration planning = Duration.ZERO;
    private volatile Duration locating = Duration.ZERO;
    private volatile Duration placing = Duration.ZERO;
    private volatile boolean onlyLooks;
    private volatile List<MissingOwner> missing = List.of();

    /** What of a query does not change. */
    record Identity(String queryId, String homePeer, Principal principal, String sql) {
        Identity {
            sql = kept(sql);
        }
    }

    private record Ending(RunState state, Instant at, Optional<QueryFailure> failure) {}

    QueryProgress(Identity identity, Clock clock, Consumer<QuerySnapshot> onEnd) {
        this.identity = identity;
        this.clock = clock;
        this.started = clock.instant();
        this.onEnd = onEnd;
    }

    /** A query's text as it is kept and shown: long ones are cut. */
    public static String kept(String sql) {
        return sql.length() <= MOST_TEXT ? sql : sql.substring(0, MOST_TEXT) + " …";
    }

    /** It reads system tables and nothing else, so it is not remembered once it has finished. */
    public void onlyLooks() {
        onlyLooks = true;
    }

    boolean isWorthRemembering(RunState end) {
        return !onlyLooks || end != RunState.FINISHED;
    }

    /** Parsing and planning took so long. */
    public void planned(Duration time) {
        planning = time;
    }

    /** It must wait for its turn, or need not any longer. */
    public void waits(boolean now) {
        waits = now;
    }

    /** Another attempt begins, with other fragments. */
    public void attempt() {
        attempts.incrementAndGet();
    }

    /** Owners were found, and the plan cut into fragments. */
    public void placed(Duration forLocating, Duration forPlacing) {
        locating = locating.plus(forLocating);
        placing = placing.plus(forPlacing);
    }

    /** The attempt goes on without these owners. */
    public void missing(List<MissingOwner> owners) {
        missing = owners;
    }

    /** A fragment of this attempt at one of its sites, which waits until it is opened. */
    public FragmentProgress fragment(int number, Site site, List<String> tables) {
        FragmentProgress fragment = new FragmentProgress(attempts.get(), number, site, tables, clock);
        fragments.add(fragment);
        return fragment;
    }

    /** The attempt is given up, and another one will follow. */
    public void retried(String reason) {
        retries.add(reason);
    }

    /** Rows were handed to the user. */
    public void delivered(int count) {
        rows.addAndGet(count);
    }

    /** The user has all rows that were asked for; without effect if it is over already, like all other ends. */
    public void finished() {
        end(RunState.FINISHED, Optional.empty());
    }

    /** The user gave it up. */
    public void cancelled() {
        end(RunState.CANCELLED, Optional.empty());
    }

    /** It failed, with what its user is told. */
    public void failed(Throwable failure) {
        QueryFailure why = failure instanceof BestPeerException known
                ? new QueryFailure(known.code(), String.valueOf(known.getMessage()))
                : new QueryFailure(ErrorCode.INTERNAL, "the peer failed; its log says why");
        end(RunState.FAILED, Optional.of(why));
    }

    private void end(RunState state, Optional<QueryFailure> failure) {
        if (ending.compareAndSet(null, new Ending(state, clock.instant(), failure))) {
            onEnd.accept(snapshot());
        }
    }

    /** How far it is. */
    public QuerySnapshot snapshot() {
        Ending end = ending.get();
        RunState open = waits ? RunState.WAITING : RunState.RUNNING;
        Optional<Instant> ended = Optional.ofNullable(end).map(Ending::at);
        return new QuerySnapshot(
                identity.queryId,
                identity.homePeer,
                identity.principal,
                identity.sql,
                end == null ? open : end.state,
                end == null ? Optional.empty() : end.failure,
                started,
                ended,
                planning,
                locating,
                placing,
                rows.get(),
                attempts.get(),
                List.copyOf(retries),
                missing,
                fragments.stream().map(f -> f.snapshot(ended)).toList());
    }
}
