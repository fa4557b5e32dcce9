package org.bestpeer.benchmarks;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.bestpeer.benchmarks.churn.Churn;
import org.bestpeer.benchmarks.stream.Read;
import org.bestpeer.benchmarks.stream.Reader;
import org.bestpeer.node.tpch.Layout;
import org.bestpeer.node.tpch.TpchData;
import org.bestpeer.node.tpch.TpchTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How fast a large result is read. */
@Command(
        name = "stream",
        description = {
            "All rows of lineitem, of 4 columns and of all 16, through the driver, by a process of its own that reads every value;"
                    + " and what the peers hold while it rests in the middle. Rows and keys are compared with those that were loaded.",
            "Goals: at least 1.5 million rows a second of 4 columns and 0.5 million of 16; the first row within 50 ms; the peers hold"
                    + " at most 64 MB more than before; all rows are right.",
            "Example: benchmarks/run stream --check"
        })
final class StreamCommand implements Callable<Integer> {
    private static final double FIRST_MILLIS = 50;
    private static final long HELD_MEGABYTES = 64;

    private final DemoNetwork.Factory networks;
    private final Map<String, Object> figures = new LinkedHashMap<>();
    private final List<String> missed = new ArrayList<>();

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Mixin
    private RunsOptions runs = new RunsOptions();

    @Option(
            names = "--scale",
            paramLabel = "SF",
            defaultValue = "0.17",
            description = "0.17 has a million rows; default ${DEFAULT-VALUE}")
    private double scale;

    @Option(names = "--peers", paramLabel = "N", defaultValue = "4", description = "default ${DEFAULT-VALUE}")
    private int peers;

    @Option(
            names = "--heap",
            paramLabel = "MB",
            defaultValue = "128",
            description = "of the process that reads; default ${DEFAULT-VALUE}")
    private int heap;

    private enum Width {
        COLUMNS_4("l_orderkey, l_extendedprice, l_shipdate, l_shipmode", 1.5e6),
        COLUMNS_16("*", 0.5e6);

        final String sql;
        final double goal;

        Width(String columns, double goal) {
            this.sql = "select " + columns + " from lineitem";
            this.goal = goal;
        }
    }

    /** What the first column of all rows comes to. */
    private record Expected(long rows, long keys) {
        static Expected of(double scale) {
            long rows = 0;
            long keys = 0;
            for (Iterator<Object[]> all = TpchData.rows(TpchTable.LINEITEM, scale); all.hasNext(); rows++) {
                keys += (Long) all.next()[0];
            }
            return new Expected(rows, keys);
        }
    }

    StreamCommand(DemoNetwork.Factory networks) {
        this.networks = networks;
    }

    @Override
    public Integer call() throws Exception {
        runs.check(report);
        report.atLeast(1, "--peers", peers);
        report.atLeast(16, "--heap", heap);
        Expected expected = Expected.of(scale);
        Path directory = Files.createTempDirectory("bestpeer-stream");
        report.err().println("starting " + peers + " peers");
        try (DemoNetwork network =
                        networks.start(SplitOptions.split(Layout.COLOCATED, scale, peers, report), Map.of());
                Reader reader = Reader.start(network.jdbcUrl(), network.user(), network.password(), heap, directory)) {
            figures.put("rows", expected.rows());
            for (Width width : Width.values()) {
                measure(reader, width, expected);
            }
            rest(reader, expected);
        }
        Churn.delete(directory);
        return report.finish(new Measurement("stream", figures, missed));
    }

    private void measure(Reader reader, Width width, Expected expected) {
        String name = width.name().toLowerCase(Locale.ROOT);
        List<Read> reads = new ArrayList<>();
        for (int round = 1; round <= runs.rounds(); round++) {
            Read read = reader.read(width.sql);
            check(name, read, expected);
            report.err().printf(Locale.ROOT, "%s, round %d: %,.0f rows a second%n", name, round, read.perSecond());
            if (round > runs.warmUps()) {
                reads.add(read);
            }
        }
        double perSecond = SideBySide.median(reads.stream().map(Read::perSecond).toList());
        double first = SideBySide.median(reads.stream().map(Read::firstMillis).toList());
        report.out()
                .printf(
                        Locale.ROOT,
                        "%-10s  %,10.0f rows a second, the first after %6.1f ms%n",
                        name,
                        perSecond,
                        first);
        figures.put(name + "_per_second", Math.round(perSecond));
        figures.put(name + "_first_ms", Math.round(first * 10) / 10.0);
        if (!(perSecond >= width.goal)) {
            missed.add(String.format(
                    Locale.ROOT, "%s at least %.0f rows a second; it is %.0f", name, width.goal, perSecond));
        }
        if (!(first <= FIRST_MILLIS)) {
            missed.add(String.format(
                    Locale.ROOT, "%s has its first row within %.0f ms; it is %.1f", name, FIRST_MILLIS, first));
        }
    }

    private void rest(Reader reader, Expected expected) {
        long before = liveMegabytes();
        AtomicLong resting = new AtomicLong();
        check(
                "columns_16 with a rest",
                reader.read(Width.COLUMNS_16.sql, () -> resting.set(liveMegabytes())),
                expected);
        long held = Math.max(0, resting.get() - before);
        figures.put("held_mb", held);
        report.out().printf(Locale.ROOT, "%-10s  %d MB%n", "held", held);
        if (held > HELD_MEGABYTES) {
            missed.add(
                    "peers hold at most %d MB for a reader that rests; they hold %d".formatted(HELD_MEGABYTES, held));
        }
    }

    private void check(String name, Read read, Expected expected) {
        if (read.rows() != expected.rows() || read.keys() != expected.keys()) {
            missed.add("%s has the right rows: loaded %s, read %s".formatted(name, expected, read));
        }
    }

    /** What the heap of the peers, which is this program's, holds. */
    private static long liveMegabytes() {
        ManagementFactory.getMemoryMXBean().gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
    }
}
