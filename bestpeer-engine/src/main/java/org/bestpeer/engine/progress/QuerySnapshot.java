package org.bestpeer.engine.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.bestpeer.engine.MissingOwner;
import org.bestpeer.engine.Principal;

/**
 * A query at some moment. The text holds the literals that its user wrote, so it is for that user, and for whoever
 * administers that user's company.
 *
 * @param queryId identifier, as in logs and at the owners
 * @param homePeer peer at which its user is logged in
 * @param principal its user, with company and network
 * @param sql its text; long ones are cut
 * @param state how far it is
 * @param failure why it failed; empty unless it did
 * @param started when it was executed
 * @param ended when it was over
 * @param planning how long parsing and planning took, before {@code started}; a text seen before keeps its first time
 * @param locating how long finding the owners took, over all attempts
 * @param placing how long cutting the plan into fragments took, over all attempts
 * @param rows rows that were handed to its user
 * @param attempts how often it was placed and started
 * @param retries why earlier attempts were given up
 * @param missing the owners whose rows its answer lacks, because it asked for partial results; of the last attempt
 * @param fragments its fragments, one for each site, of all attempts
 */
public record QuerySnapshot(
        String queryId,
        String homePeer,
        Principal principal,
        String sql,
        RunState state,
        Optional<QueryFailure> failure,
        Instant started,
        Optional<Instant> ended,
        Duration planning,
        Duration locating,
        Duration placing,
        long rows,
        int attempts,
        List<String> retries,
        List<MissingOwner> missing,
        List<FragmentSnapshot> fragments) {
    public QuerySnapshot {
        retries = List.copyOf(retries);
        missing = List.copyOf(missing);
        fragments = List.copyOf(fragments);
    }

    /** The fragments of the last attempt, one for each site. */
    public List<FragmentSnapshot> current() {
        return currentFragments().toList();
    }

    /** How many fragments, counted for each site, the last attempt has. */
    public long fragmentsTotal() {
        return currentFragments().count();
    }

    /** How many of them are over. */
    public long fragmentsDone() {
        return currentFragments().filter(f -> f.state().isOver()).count();
    }

    /** Rows that came from owners, in all attempts. */
    public long rowsReceived() {
        return sum(FragmentSnapshot::rows);
    }

    /** Bytes of these rows. */
    public long bytesReceived() {
        return sum(FragmentSnapshot::bytesReceived);
    }

    /** Bytes of plans, keys and rows sent to owners, in all attempts. */
    public long bytesSent() {
        return sum(FragmentSnapshot::bytesSent);
    }

    private Stream<FragmentSnapshot> currentFragments() {
        return fragments.stream().filter(f -> f.attempt() == attempts);
    }

    private long sum(ToLongFunction<FragmentSnapshot> figure) {
        return fragments.stream().mapToLong(figure).sum();
    }
}
