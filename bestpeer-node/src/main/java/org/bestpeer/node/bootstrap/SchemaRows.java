package org.bestpeer.node.bootstrap;

import java.sql.SQLException;
import java.time.Instant;
import org.bestpeer.node.records.Transaction;

/** Schema versions in the registry; none is ever changed. */
final class SchemaRows {
    private SchemaRows() {}

    static AppliedSchema current(Transaction tx, String network) throws SQLException {
        return tx.first(
                        """
                        SELECT s.version, s.sql_text FROM schemas s JOIN networks n
                        ON s.network = n.network AND s.version = n.schema_version WHERE n.network = ?""",
                        row -> new AppliedSchema(row.getInt(1), row.getString(2)),
                        network)
                .orElse(AppliedSchema.NONE);
    }

    static AppliedSchema version(Transaction tx, String network, int version) throws SQLException {
        return tx.first(
                        "SELECT version, sql_text FROM schemas WHERE network = ? AND version = ?",
                        row -> new AppliedSchema(row.getInt(1), row.getString(2)),
                        network,
                        version)
                .orElse(AppliedSchema.NONE);
    }

    static int add(Transaction tx, String network, AppliedSchema before, String sql, Instant now) throws SQLException {
        int version = before.version() + 1;
        tx.update("INSERT INTO schemas VALUES (?, ?, ?, ?)", network, version, sql, now.toEpochMilli());
        tx.update("UPDATE networks SET schema_version = ? WHERE network = ?", version, network);
        NetworkRows.bump(tx, network);
        return version;
    }
}
