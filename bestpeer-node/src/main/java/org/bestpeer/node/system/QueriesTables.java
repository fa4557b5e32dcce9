package org.bestpeer.node.system;

import static org.bestpeer.engine.catalog.SystemSchema.SYS;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bestpeer.engine.MissingOwner;
import org.bestpeer.engine.progress.FragmentSnapshot;
import org.bestpeer.engine.progress.QuerySnapshot;
import org.bestpeer.engine.progress.RecentQueries;
import org.bestpeer.engine.system.SystemRead;
import org.bestpeer.engine.system.SystemTable;
import org.jspecify.annotations.Nullable;

/** {@code sys.queries} and {@code sys.fragments}: what the caller's own queries at this peer do, and what the last did. */
public final class QueriesTables {
    private static final double NANOS_PER_MILLISECOND = 1e6;

    private static final Shape QUERIES = Shape.of(
            SYS,
            "queries",
            "the caller's queries at this peer that run, and the last that ended",
            "query_id user_name state query started:timestamp ended:timestamp planning_ms:double running_ms:double",
            "fragments_done:bigint fragments_total:bigint rows_received:bigint bytes_received:bigint bytes_sent:bigint",
            "row_count:bigint attempts:int missing error_code error");

    private static final Shape FRAGMENTS = Shape.of(
            SYS,
            "fragments",
            "the fragments of these queries, one row for each peer that is asked",
            "query_id attempt:int fragment:int company peer tables state started:timestamp first_rows:timestamp",
            "ended:timestamp waited_ms:double row_count:bigint bytes_received:bigint bytes_sent:bigint",
            "rows_shuffled:bigint bytes_shuffled:bigint");

    private final RecentQueries queries;
    private final Clock clock;

    private QueriesTables(RecentQueries queries, Clock clock) {
        this.queries = queries;
        this.clock = clock;
    }

    /** Both. */
    public static List<SystemTable> of(RecentQueries queries, Clock clock) {
        QueriesTables tables = new QueriesTables(queries, clock);
        return List.of(FRAGMENTS.table(tables::fragments), QUERIES.table(tables::queries));
    }

    private Stream<QuerySnapshot> own(SystemRead read) {
        return queries.list().stream().filter(query -> query.principal().equals(read.principal()));
    }

    private List<List<@Nullable Object>> queries(SystemRead read) {
        Instant now = clock.instant();
        return own(read).map(query -> query(query, now)).toList();
    }

    private static List<@Nullable Object> query(QuerySnapshot query, Instant now) {
        Duration running = Duration.between(query.started(), query.ended().orElse(now));
        return QUERIES.row()
                .set("query_id", query.queryId())
                .set("user_name", query.principal().user())
                .set("state", query.state().name())
                .set("query", query.sql())
                .set("started", micros(query.started()))
                .set("ended", micros(query.ended()))
                .set("planning_ms", milliseconds(query.planning()))
                .set("running_ms", milliseconds(running))
                .set("fragments_done", query.fragmentsDone())
                .set("fragments_total", query.fragmentsTotal())
                .set("rows_received", query.rowsReceived())
                .set("bytes_received", query.bytesReceived())
                .set("bytes_sent", query.bytesSent())
                .set("row_count", query.rows())
                .set("attempts", query.attempts())
                .set("missing", query.missing().isEmpty() ? null : MissingOwner.text(query.missing()))
                .set("error_code", query.failure().map(f -> f.code().sqlState()).orElse(null))
                .set("error", query.failure().map(f -> f.message()).orElse(null))
                .values();
    }

    private List<List<@Nullable Object>> fragments(SystemRead read) {
        return own(read)
                .flatMap(query -> query.fragments().stream().map(fragment -> fragment(query, fragment)))
                .toList();
    }

    private static List<@Nullable Object> fragment(QuerySnapshot query, FragmentSnapshot fragment) {
        return FRAGMENTS
                .row()
                .set("query_id", query.queryId())
                .set("attempt", fragment.attempt())
                .set("fragment", fragment.fragment())
                .set("company", fragment.site().company())
                .set("peer", fragment.site().peer())
                .set("tables", String.join(", ", fragment.tables()))
                .set("state", fragment.state().name())
                .set("started", micros(fragment.started()))
                .set("first_rows", micros(fragment.firstRows()))
                .set("ended", micros(fragment.ended()))
                .set("waited_ms", milliseconds(fragment.waited()))
                .set("row_count", fragment.rows())
                .set("bytes_received", fragment.bytesReceived())
                .set("bytes_sent", fragment.bytesSent())
                .set("rows_shuffled", fragment.rowsShuffled())
                .set("bytes_shuffled", fragment.bytesShuffled())
                .values();
    }

    private static @Nullable Long micros(Optional<Instant> moment) {
        return moment.map(QueriesTables::micros).orElse(null);
    }

    private static Long micros(Instant moment) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
    }

    private static Double milliseconds(Duration duration) {
        return duration.toNanos() / NANOS_PER_MILLISECOND;
    }
}
