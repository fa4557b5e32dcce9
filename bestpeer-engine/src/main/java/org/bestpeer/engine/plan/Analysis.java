package org.bestpeer.engine.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.bestpeer.engine.progress.AccessPath;
import org.bestpeer.engine.progress.FragmentSnapshot;
import org.bestpeer.engine.progress.OwnerReport;
import org.bestpeer.engine.progress.QuerySnapshot;
import org.bestpeer.engine.progress.RunState;
import org.bestpeer.engine.progress.Shipment;

/** What really came of a query that has finished, in words. */
final class Analysis {
    private final QuerySnapshot query;
    private final IntFunction<String> names;
    private final Map<Integer, List<FragmentSnapshot>> fragments;

    /** @param names of exchanges */
    Analysis(QuerySnapshot query, IntFunction<String> names) {
        this.query = query;
        this.names = names;
        this.fragments = query.current().stream()
                .collect(Collectors.groupingBy(FragmentSnapshot::fragment, TreeMap::new, Collectors.toList()));
    }

    /** What all sites of a fragment have sent. */
    String size(int fragment) {
        List<FragmentSnapshot> atSites = atSites(fragment);
        return "%d rows, %d bytes"
                .formatted(
                        sum(atSites, f -> f.rows() + f.rowsShuffled()),
                        sum(atSites, f -> f.bytesReceived() + f.bytesShuffled()));
    }

    private static long sum(List<FragmentSnapshot> atSites, ToLongFunction<FragmentSnapshot> figure) {
        return atSites.stream().mapToLong(figure).sum();
    }

    private List<FragmentSnapshot> atSites(int fragment) {
        return fragments.getOrDefault(fragment, List.of());
    }

    /** What was sent along with a fragment, and how each site did. */
    List<String> fragment(int number) {
        List<FragmentSnapshot> atSites = atSites(number);
        long asked = atSites.stream().filter(f -> f.started().isPresent()).count();
        List<String> lines = new ArrayList<>();
        atSites.stream()
                .map(FragmentSnapshot::sentAlong)
                .filter(shipments -> !shipments.isEmpty())
                .findFirst()
                .ifPresent(shipments -> shipments.forEach(s -> lines.add(shipment(s, asked))));
        atSites.forEach(f -> lines.add(Explain.site(f.site()) + ": " + site(f) + told(f)));
        return lines;
    }

    private String shipment(Shipment sent, long owners) {
        String source = names.apply(sent.source());
        String to = " (%d bytes), to %d %s".formatted(sent.bytes(), owners, owners == 1 ? "owner" : "owners");
        return "sent along: "
                + switch (sent.form()) {
                    case KEYS -> "%d keys of %s%s".formatted(sent.count(), source, to);
                    case BLOOM_FILTER -> "bloom filter of %d keys of %s%s".formatted(sent.count(), source, to);
                    case ROWS -> "%d rows of %s%s".formatted(sent.count(), source, to);
                    case TOO_MANY -> "no keys of %s, for they were too many".formatted(source);
                };
    }

    private static String site(FragmentSnapshot at) {
        if (at.state() == RunState.SKIPPED) {
            return "not asked, for it has rows with none of the keys";
        }
        if (at.started().isEmpty()) {
            return "not asked, for no row of it was needed";
        }
        if (at.rowsShuffled() > 0) {
            return "%d rows, %d bytes to other peers, asked with %d bytes"
                    .formatted(at.rowsShuffled(), at.bytesShuffled(), at.bytesSent());
        }
        Instant started = at.started().get();
        String end = at.state() == RunState.FINISHED ? "all" : "stopped, as no more were needed,";
        return "%d rows, %d bytes, asked with %d bytes; %s%s after %s, %s of it waited for"
                .formatted(
                        at.rows(),
                        at.bytesReceived(),
                        at.bytesSent(),
                        at.firstRows()
                                .map(first -> "first rows after " + millis(started, first) + ", ")
                                .orElse(""),
                        end,
                        at.ended().map(ended -> millis(started, ended)).orElse("?"),
                        millis(at.waited()));
    }

    /** How the owner got the rows. */
    private static String told(FragmentSnapshot at) {
        return at.report()
                .map(report -> read(report)
                        + (report.spilledBytes() == 0 ? "" : "; spilled %d bytes".formatted(report.spilledBytes())))
                .orElse("");
    }

    private static String read(OwnerReport report) {
        List<AccessPath> paths =
                report.reads().stream().map(OwnerReport.Read::path).distinct().toList();
        if (paths.size() == 1) {
            return "; read from " + paths.get(0).label();
        }
        return report.reads().stream()
                .map(read -> read.table() + " from " + read.path().label())
                .distinct()
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(", "), all -> all.isEmpty() ? "" : "; read " + all));
    }

    /** What is said of the query as a whole. */
    List<String> totals() {
        List<String> lines = new ArrayList<>();
        lines.add("result: %d rows".formatted(query.rows()));
        long between = sum(query.current(), f -> f.bytesShuffled());
        lines.add("over the wire: %d rows, %d bytes received; %d bytes sent%s"
                .formatted(
                        query.rowsReceived(),
                        query.bytesReceived(),
                        query.bytesSent(),
                        between == 0 ? "" : "; %d bytes from owners to other peers".formatted(between)));
        List<String> asked = query.current().stream()
                .filter(f -> f.started().isPresent())
                .map(f -> Explain.site(f.site()))
                .distinct()
                .sorted()
                .toList();
        lines.add("owners asked: " + asked.size() + (asked.isEmpty() ? "" : ", " + String.join(", ", asked)));
        lines.add("attempts: " + query.attempts());
        query.retries().forEach(reason -> lines.add("  given up: " + reason));
        lines.add("planning: %s, once for this text".formatted(millis(query.planning())));
        lines.add(times());
        return lines;
    }

    private String times() {
        Duration whole = query.ended()
                .map(ended -> Duration.between(query.started(), ended))
                .orElse(Duration.ZERO);
        Duration running = whole.minus(query.locating()).minus(query.placing());
        return "time: %s locating owners, %s placing, %s running; %s in all"
                .formatted(millis(query.locating()), millis(query.placing()), millis(running), millis(whole));
    }

    private static String millis(Instant from, Instant to) {
        return millis(Duration.between(from, to));
    }

    /** Clocks may be set back. */
    private static String millis(Duration time) {
        return String.format(Locale.ROOT, "%.1f ms", Math.max(0, time.toNanos()) / 1e6);
    }
}
