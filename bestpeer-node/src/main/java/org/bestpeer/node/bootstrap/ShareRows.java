package org.bestpeer.node.bootstrap;

import java.sql.SQLException;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bestpeer.node.records.Transaction;

/** Which company shares which table, and who publishes reference tables. */
final class ShareRows {
    private ShareRows() {}

    static Map<String, SortedSet<String>> all(Transaction tx, String network) throws SQLException {
        Map<String, SortedSet<String>> shares = new TreeMap<>();
        tx.list(
                        "SELECT table_name, company FROM shares WHERE network = ?",
                        row -> Map.entry(row.getString(1), row.getString(2)),
                        network)
                .forEach(share -> shares.computeIfAbsent(share.getKey(), table -> new TreeSet<>())
                        .add(share.getValue()));
        return shares;
    }

    static Map<String, String> publishers(Transaction tx, String network) throws SQLException {
        Map<String, String> publishers = new TreeMap<>();
        tx.list(
                        "SELECT table_name, company FROM publishers WHERE network = ?",
                        row -> Map.entry(row.getString(1), row.getString(2)),
                        network)
                .forEach(publisher -> publishers.put(publisher.getKey(), publisher.getValue()));
        return publishers;
    }

    /** Returns whether that is new. */
    static boolean add(Transaction tx, String network, String table, String company) throws SQLException {
        if (all(tx, network).getOrDefault(table, new TreeSet<>()).contains(company)) {
            return false;
        }
        tx.update("INSERT INTO shares VALUES (?, ?, ?)", network, table, company);
        return true;
    }

    static void setPublisher(Transaction tx, String network, String table, String company) throws SQLException {
        tx.update("DELETE FROM publishers WHERE network = ? AND table_name = ?", network, table);
        tx.update("INSERT INTO publishers VALUES (?, ?, ?)", network, table, company);
    }

    static void dropPublisher(Transaction tx, String network, String table) throws SQLException {
        tx.update("DELETE FROM publishers WHERE network = ? AND table_name = ?", network, table);
    }
}
