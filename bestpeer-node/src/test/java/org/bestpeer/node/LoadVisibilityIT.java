package org.bestpeer.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A load outside the published range, followed at once by a query at another peer whose caches are warm. */
class LoadVisibilityIT {
    private static final int LOADS = 50;
    private static final long FIRST_KEY = 1_000_000;

    @Test
    void aQueryAfterALoadAlwaysSeesItsRows() throws SQLException {
        assertThat(missedLoads(DemoSettings.small().withPromise(Duration.ofMillis(200))))
                .isZero();
    }

    @Test
    void withoutWaitingForOlderPromisesRowsAreMissed() throws SQLException {
        assertThat(missedLoads(
                        DemoSettings.small().withPromise(Duration.ofSeconds(3)).withoutWaitingForPromises()))
                .isPositive();
    }

    private static int missedLoads(DemoSettings settings) throws SQLException {
        int missed = 0;
        try (Demo demo = Demo.start(settings.withScale(0.01));
                Connection connection = demo.connect(0);
                PreparedStatement query =
                        connection.prepareStatement("select count(*) from orders where o_orderkey >= ?")) {
            Peer owner = demo.peers().get(3);
            for (int load = 0; load < LOADS; load++) {
                long key = FIRST_KEY + load;
                assertThat(count(query, key)).isZero();
                owner.load(Map.of("orders", List.<Object[]>of(order(key)).iterator()));
                if (count(query, key) != 1) {
                    missed++;
                }
            }
        }
        return missed;
    }

    private static long count(PreparedStatement query, long key) throws SQLException {
        query.setLong(1, key);
        try (ResultSet result = query.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }

    private static Object[] order(long key) {
        return new Object[] {key, 1L, "O", new BigDecimal("1.00"), 9000, "1-URGENT", "Clerk#000000001", 0, "late"};
    }
}
