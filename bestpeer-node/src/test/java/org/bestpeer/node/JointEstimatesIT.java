package org.bestpeer.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Estimates of conditions on columns that depend on each other. */
class JointEstimatesIT {
    private static final Pattern SENT = Pattern.compile(".*sends about (\\d+) rows.*actually (\\d+) rows.*");
    private static final int ROWS = 5_000;

    private static List<Object[]> rows(int seed) {
        Random random = new Random(seed);
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            int day = random.nextInt(1000);
            rows.add(new Object[] {seed * ROWS + i, day, day + random.nextInt(20)});
        }
        return rows;
    }

    @Test
    void conditionsOnBothAreCountedTogether(@TempDir Path directory) throws Exception {
        String schema = "create table parcel (id integer primary key, sent integer, received integer);";
        try (TestNetwork network = new TestNetwork(directory, "net", schema)) {
            Peer alpha = network.addPeer("alpha");
            Peer beta = network.addPeer("beta");
            alpha.load(Map.of("parcel", rows(0).iterator()));
            beta.load(Map.of("parcel", rows(1).iterator()));
            String sql =
                    "explain analyze select id from parcel where sent between 400 and 499 and received between 400 and 499";
            try (Connection connection = TestNetwork.connect(alpha)) {
                // The first time asks for what the second one is planned by.
                QueryIT.rows(connection, sql);
                Matcher sent = QueryIT.rows(connection, sql).stream()
                        .map(SENT::matcher)
                        .filter(Matcher::matches)
                        .findFirst()
                        .orElseThrow();
                double estimated = Double.parseDouble(sent.group(1));
                double actual = Double.parseDouble(sent.group(2));

                // A tenth of a tenth, if they did not depend on each other, would be 100 of 10,000.
                assertThat(actual).isBetween(850.0, 950.0);
                assertThat(estimated).isBetween(actual / 2, actual * 2);
            }
        }
    }
}
