package org.bestpeer.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.bestpeer.node.config.SentAlong;
import org.bestpeer.node.tpch.Layout;
import org.bestpeer.node.tpch.TpchSplit;

/**
 * What a demo network is like.
 *
 * @param split companies, scale and layout of the TPC-H rows
 * @param data directory to keep everything in; a temporary one that is deleted afterwards if empty
 * @param frontPort port of the first peer's front; 0 for a free one
 * @param promise how long promises of index entries last
 * @param waitForPromises whether loads wait for older promises; only a test of that waiting says no
 * @param sentAlong what may be sent along with fragments
 * @param learning whether ways of joining are chosen by what earlier statements took
 */
public record DemoSettings(
        TpchSplit split,
        Optional<Path> data,
        int frontPort,
        Duration promise,
        boolean waitForPromises,
        Set<SentAlong> sentAlong,
        boolean learning) {
    /** Shorter than the default: the demo's rows are there a moment after they were loaded. */
    private static final Duration PROMISE = Duration.ofMillis(500);

    /** Four companies, scale 0.01, layout supply-chain, free ports, temporary files. */
    public static DemoSettings small() {
        return of(new TpchSplit(Layout.SUPPLY_CHAIN, 0.01, 4));
    }

    /** Free ports and temporary files. */
    public static DemoSettings of(TpchSplit split) {
        return new DemoSettings(split, Optional.empty(), 0, PROMISE, true, SentAlong.all(), true);
    }

    public DemoSettings withLayout(Layout layout) {
        return withSplit(new TpchSplit(layout, split.scale(), split.companies()));
    }

    public DemoSettings withScale(double scale) {
        return withSplit(new TpchSplit(split.layout(), scale, split.companies()));
    }

    public DemoSettings withPromise(Duration other) {
        return new DemoSettings(split, data, frontPort, other, waitForPromises, sentAlong, learning);
    }

    /** Loads that break promises: what the waiting is for. */
    DemoSettings withoutWaitingForPromises() {
        return new DemoSettings(split, data, frontPort, promise, false, sentAlong, learning);
    }

    /** Other ways of joining, for comparing; with an empty set, fetch and process. */
    public DemoSettings withSentAlong(Set<SentAlong> other) {
        return new DemoSettings(split, data, frontPort, promise, waitForPromises, other, learning);
    }

    /** Every statement is always placed alike. */
    public DemoSettings withoutLearning() {
        return new DemoSettings(split, data, frontPort, promise, waitForPromises, sentAlong, false);
    }

    private DemoSettings withSplit(TpchSplit other) {
        return new DemoSettings(other, data, frontPort, promise, waitForPromises, sentAlong, learning);
    }
}
