package org.bestpeer.benchmarks.pace;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bestpeer.benchmarks.baseline.TpchDatabase;

/** Asks a network for orders by their keys in all the ways that are measured. */
public final class Points {
    private final TpchDatabase network;
    private final Orders orders;
    private final PointPlan plan;

    /** Of a network that holds these orders. */
    public Points(TpchDatabase network, Orders orders, PointPlan plan) {
        this.network = network;
        this.orders = orders;
        this.plan = plan;
    }

    /** A way of asking. */
    public enum Way {
        /** One client, a prepared statement. */
        PREPARED,
        /** One client, a new statement each time. */
        PLAIN,
        /** One client, a round trip that asks for nothing. */
        NOTHING,
        /** Several clients, prepared statements. */
        PREPARED_BY_MANY,
        /** Several clients, round trips that ask for nothing. */
        NOTHING_BY_MANY;

        boolean isByMany() {
            return this == PREPARED_BY_MANY || this == NOTHING_BY_MANY;
        }
    }

    /** All ways, one after the other, each once warm. */
    public Map<Way, Pace> measure() throws SQLException, InterruptedException {
        Map<Way, Pace> paces = new LinkedHashMap<>();
        for (Way way : Way.values()) {
            List<Asker> askers = new ArrayList<>();
            try {
                for (int i = 0; i < (way.isByMany() ? plan.clients() : 1); i++) {
                    askers.add(asker(way, new Random(plan.seed() + i)));
                }
                Pace cold = Crowd.ask(askers, plan.warmUp());
                paces.put(way, Crowd.ask(askers, plan.time()).failingAs(cold));
            } finally {
                for (Asker asker : askers) {
                    asker.close();
                }
            }
        }
        return paces;
    }

    private Asker asker(Way way, Random random) throws SQLException {
        Connection connection = network.connect();
        return switch (way) {
            case PREPARED, PREPARED_BY_MANY -> PointAsker.prepared(connection, orders, random);
            case PLAIN -> PointAsker.plain(connection, orders, random);
            case NOTHING, NOTHING_BY_MANY -> PointAsker.nothing(connection);
        };
    }
}
