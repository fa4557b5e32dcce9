package org.bestpeer.benchmarks;

import com.google.common.collect.Iterators;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bestpeer.node.Demo;
import org.bestpeer.node.DemoSettings;
import org.bestpeer.node.tpch.Layout;
import org.bestpeer.node.tpch.TpchData;
import org.bestpeer.node.tpch.TpchTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How fast rows become visible. */
@Command(
        name = "load",
        description = {
            "Rows of orders and of lineitem with new keys, loaded at one peer until a query at another peer counts and adds up all of"
                    + " them.",
            "Goal: the rows that the other peer sees are those that were loaded.",
            "Example: benchmarks/run load --scale 0.1 --check"
        })
final class LoadCommand implements Callable<Integer> {
    private static final double BEFORE = 0.008;
    private static final int PEERS = 2;

    /** Above all keys of the rows that are there before. */
    private static final long FIRST_KEY = 1_000_000_000;

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Mixin
    private SettingsOption settings = new SettingsOption();

    @Option(
            names = "--scale",
            paramLabel = "SF",
            defaultValue = "0.1",
            description = "of the rows that are loaded; default ${DEFAULT-VALUE}")
    private double scale;

    private enum Load {
        ORDERS(TpchTable.ORDERS, "o_orderkey", "o_totalprice", 3),
        LINEITEM(TpchTable.LINEITEM, "l_orderkey", "l_extendedprice", 5);

        final TpchTable table;
        final String key;
        final String amount;
        final int amountColumn;

        Load(TpchTable table, String key, String amount, int amountColumn) {
            this.table = table;
            this.key = key;
            this.amount = amount;
            this.amountColumn = amountColumn;
        }
    }

    /** What rows come to. */
    private record Sum(long rows, BigDecimal amount) {}

    @Override
    public Integer call() throws Exception {
        SplitOptions.split(Layout.EVEN, scale, PEERS, report);
        DemoSettings before = DemoSettings.of(SplitOptions.split(Layout.EVEN, BEFORE, PEERS, report))
                .with(settings.values(report));
        Map<String, Object> figures = new LinkedHashMap<>();
        List<String> missed = new ArrayList<>();
        report.err().println("starting " + PEERS + " peers");
        try (Demo demo = Demo.start(before);
                Connection elsewhere = demo.connect(1)) {
            for (Load load : Load.values()) {
                report.err().println("loading " + load.table.tableName());
                measure(demo, elsewhere, load, figures, missed);
            }
        }
        return report.finish(new Measurement("load", figures, missed));
    }

    private void measure(Demo demo, Connection elsewhere, Load load, Map<String, Object> figures, List<String> missed)
            throws SQLException {
        Sum expected = expected(load);
        long started = System.nanoTime();
        demo.peers().get(0).load(Map.of(load.table.tableName(), rows(load)));
        double loaded = (System.nanoTime() - started) / 1e9;
        Sum found = found(elsewhere, load);
        double visible = (System.nanoTime() - started) / 1e9;
        String name = load.table.tableName();
        double perSecond = expected.rows() / visible;
        report.out()
                .printf(
                        Locale.ROOT,
                        "%-9s %,9d rows  loaded after %6.2f s, seen after %6.2f s: %,9.0f rows a second%n",
                        name,
                        expected.rows(),
                        loaded,
                        visible,
                        perSecond);
        figures.put(name + "_rows", expected.rows());
        figures.put(name + "_seen_rows", found.rows());
        figures.put(name + "_ms", Math.round(visible * 1000));
        figures.put(name + "_per_second", Math.round(perSecond));
        if (!found.equals(expected)) {
            missed.add("another peer sees all rows of %s: loaded %s, seen %s".formatted(name, expected, found));
        }
    }

    /** Generated anew each time, so that no more than a row of them is held. */
    private Iterator<Object[]> rows(Load load) {
        return Iterators.transform(TpchData.rows(load.table, scale), row -> {
            row[0] = FIRST_KEY + (Long) row[0];
            return row;
        });
    }

    private Sum expected(Load load) {
        long rows = 0;
        BigDecimal amount = BigDecimal.ZERO;
        for (Iterator<Object[]> all = rows(load); all.hasNext(); rows++) {
            amount = amount.add((BigDecimal) all.next()[load.amountColumn]);
        }
        return new Sum(rows, amount);
    }

    private static Sum found(Connection connection, Load load) throws SQLException {
        String sql = "select count(*), sum(%s) from %s where %s >= %d"
                .formatted(load.amount, load.table.tableName(), load.key, FIRST_KEY);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return new Sum(rows.getLong(1), rows.getBigDecimal(2));
        }
    }
}
