package org.bestpeer.node.bootstrap;

import java.sql.SQLException;
import java.util.List;
import org.bestpeer.node.admin.AdminError;
import org.bestpeer.node.admin.AdminException;
import org.bestpeer.node.records.Transaction;

/** Networks in the registry. */
final class NetworkRows {
    private NetworkRows() {}

    static void create(Transaction tx, String network) throws SQLException {
        Names.check("network", network);
        if (exists(tx, network)) {
            throw new AdminException(AdminError.EXISTS, "network %s exists already".formatted(network));
        }
        tx.update("INSERT INTO networks VALUES (?, 1, 0)", network);
    }

    static void remove(Transaction tx, String network) throws SQLException {
        require(tx, network);
        int peers = PeerRows.list(tx, network).size();
        if (peers > 0) {
            throw new AdminException(
                    AdminError.IN_USE,
                    "network %s still has %d peers; they must leave first".formatted(network, peers));
        }
        for (String table : List.of("publishers", "shares", "tokens", "companies", "schemas", "networks")) {
            tx.update("DELETE FROM " + table + " WHERE network = ?", network);
        }
    }

    static void require(Transaction tx, String network) throws SQLException {
        if (!exists(tx, network)) {
            throw new AdminException(
                    AdminError.NOT_FOUND,
                    "there is no network %s here; create it with 'network create'".formatted(network));
        }
    }

    /** Every change that peers must hear of gets a new number. */
    static void bump(Transaction tx, String network) throws SQLException {
        tx.update("UPDATE networks SET catalogue = catalogue + 1 WHERE network = ?", network);
    }

    static long number(Transaction tx, String network) throws SQLException {
        return tx.first("SELECT catalogue FROM networks WHERE network = ?", row -> row.getLong(1), network)
                .orElse(0L);
    }

    static List<NetworkStatus> list(Transaction tx) throws SQLException {
        return tx.list(
                """
                SELECT network, schema_version, catalogue,
                  (SELECT count(*) FROM companies c WHERE c.network = n.network),
                  (SELECT count(*) FROM peers p WHERE p.network = n.network)
                FROM networks n ORDER BY network""",
                row -> new NetworkStatus(
                        row.getString(1), row.getInt(2), row.getLong(3), row.getInt(4), row.getInt(5)));
    }

    private static boolean exists(Transaction tx, String network) throws SQLException {
        return tx.first("SELECT 1 FROM networks WHERE network = ?", row -> true, network)
                .isPresent();
    }
}
