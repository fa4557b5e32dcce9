package org.bestpeer.benchmarks.tpch;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bestpeer.node.tpch.TpchQuery;

/**
 * How many rows a fragment was thought to send and how many it sent, as EXPLAIN ANALYZE says.
 *
 * @param query of which it is a part
 * @param fragment its number
 * @param estimated rows, of all its owners
 * @param actual rows, of all its owners
 */
public record FragmentEstimate(TpchQuery query, int fragment, long estimated, long actual) {
    private static final Pattern FRAGMENT = Pattern.compile("fragment (\\d+) at .*");
    private static final Pattern ROWS =
            Pattern.compile("  sends about (\\d+) rows, \\d+ bytes to here; actually (\\d+) rows, .*");

    /** Estimate by actual or actual by estimate, whichever is larger; no rows count as one (Moerkotte et al., VLDB 2009). */
    public double qError() {
        double thought = Math.max(1, estimated);
        double sent = Math.max(1, actual);
        return Math.max(thought / sent, sent / thought);
    }

    /** Those of all fragments of a query that is run a second time, for the first one asks for histograms. */
    public static List<FragmentEstimate> of(Connection connection, TpchQuery query) throws SQLException {
        List<FragmentEstimate> estimates = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            readAll(statement, query.sql());
            int fragment = -1;
            for (String line : readAll(statement, "EXPLAIN ANALYZE " + query.sql())) {
                Matcher head = FRAGMENT.matcher(line);
                if (head.matches()) {
                    fragment = Integer.parseInt(head.group(1));
                }
                Matcher rows = ROWS.matcher(line);
                if (rows.matches()) {
                    estimates.add(new FragmentEstimate(
                            query, fragment, Long.parseLong(rows.group(1)), Long.parseLong(rows.group(2))));
                }
            }
        }
        return estimates;
    }

    private static List<String> readAll(Statement statement, String sql) throws SQLException {
        List<String> first = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                first.add(String.valueOf(rows.getString(1)));
            }
        }
        return first;
    }
}
