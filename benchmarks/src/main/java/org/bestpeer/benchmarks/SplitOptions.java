package org.bestpeer.benchmarks;

import org.bestpeer.node.tpch.Layout;
import org.bestpeer.node.tpch.TpchSplit;
import picocli.CommandLine.Option;

/** How many rows of TPC-H there are, and of how many peers. */
final class SplitOptions {
    @Option(names = "--scale", paramLabel = "SF", defaultValue = "0.01", description = "default ${DEFAULT-VALUE}")
    private double scale;

    @Option(names = "--peers", paramLabel = "N", defaultValue = "4", description = "default ${DEFAULT-VALUE}")
    private int peers;

    /** Rows and peers as they are asked for. */
    TpchSplit split(Layout layout, ReportOptions report) {
        report.atLeast(1, "--peers", peers);
        return split(layout, scale, peers, report);
    }

    /** A split, or what is wrong with its scale. */
    static TpchSplit split(Layout layout, double scale, int peers, ReportOptions report) {
        try {
            return new TpchSplit(layout, scale, peers);
        } catch (IllegalArgumentException e) {
            throw report.wrong(String.valueOf(e.getMessage()));
        }
    }

    double scale() {
        return scale;
    }

    int peers() {
        return peers;
    }
}
