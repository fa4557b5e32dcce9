package org.bestpeer.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bestpeer.node.config.ConfigKey;
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
 * @param peers settings of the peers that differ from a demo's
 * @param rules what every owner hides
 */
public record DemoSettings(
        TpchSplit split,
        Optional<Path> data,
        int frontPort,
        Duration promise,
        Map<ConfigKey, String> peers,
        OwnerRules rules) {
    /** Shorter than the default: the demo's rows are there a moment after they were loaded. */
    private static final Duration PROMISE = Duration.ofMillis(500);

    public DemoSettings {
        peers = Map.copyOf(peers);
    }

    /** Four companies, scale 0.01, layout supply-chain, free ports, temporary files. */
    public static DemoSettings small() {
        return of(new TpchSplit(Layout.SUPPLY_CHAIN, 0.01, 4));
    }

    /** Free ports and temporary files. */
    public static DemoSettings of(TpchSplit split) {
        return new DemoSettings(split, Optional.empty(), 0, PROMISE, Map.of(), OwnerRules.NONE);
    }

    public DemoSettings withLayout(Layout layout) {
        return withSplit(new TpchSplit(layout, split.scale(), split.companies()));
    }

    public DemoSettings withScale(double scale) {
        return withSplit(new TpchSplit(split.layout(), scale, split.companies()));
    }

    /** In this directory and at this port. */
    DemoSettings at(Optional<Path> otherData, int otherFrontPort) {
        return new DemoSettings(split, otherData, otherFrontPort, promise, peers, rules);
    }

    public DemoSettings withPromise(Duration other) {
        return new DemoSettings(split, data, frontPort, other, peers, rules);
    }

    /** With these settings of every peer. */
    public DemoSettings with(Map<ConfigKey, String> settings) {
        Map<ConfigKey, String> changed = new EnumMap<>(ConfigKey.class);
        changed.putAll(peers);
        changed.putAll(settings);
        return new DemoSettings(split, data, frontPort, promise, changed, rules);
    }

    /** With owners that hide something. */
    public DemoSettings withRules(OwnerRules other) {
        return new DemoSettings(split, data, frontPort, promise, peers, other);
    }

    /** Loads that break promises: what the waiting is for. */
    DemoSettings withoutWaitingForPromises() {
        return with(Map.of(ConfigKey.INDEX_WAIT, "false"));
    }

    /** Other ways of joining, for comparing; with an empty set, fetch and process. */
    public DemoSettings withSentAlong(Set<SentAlong> other) {
        String labels = other.stream().map(SentAlong::label).collect(Collectors.joining(","));
        return with(Map.of(ConfigKey.QUERY_SEND_ALONG, labels));
    }

    /** Every statement is always placed alike. */
    public DemoSettings withoutLearning() {
        return with(Map.of(ConfigKey.QUERY_LEARN_SPEEDS, "false"));
    }

    private DemoSettings withSplit(TpchSplit other) {
        return new DemoSettings(other, data, frontPort, promise, peers, rules);
    }
}
