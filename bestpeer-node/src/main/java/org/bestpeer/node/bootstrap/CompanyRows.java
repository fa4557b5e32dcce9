package org.bestpeer.node.bootstrap;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.bestpeer.node.admin.AdminError;
import org.bestpeer.node.admin.AdminException;
import org.bestpeer.node.records.Transaction;

/** Companies and their enrolment tokens in the registry. Only hashes of tokens are kept. */
final class CompanyRows {
    private CompanyRows() {}

    static void register(Transaction tx, String network, String company) throws SQLException {
        NetworkRows.require(tx, network);
        Names.check("company", company);
        if (!exists(tx, network, company)) {
            tx.update("INSERT INTO companies VALUES (?, ?, 0)", network, company);
        }
    }

    static void require(Transaction tx, String network, String company) throws SQLException {
        if (!exists(tx, network, company)) {
            throw new AdminException(
                    AdminError.NOT_FOUND,
                    "network %s has no company %s; register it with 'company register'".formatted(network, company));
        }
    }

    static List<CompanyStatus> list(Transaction tx, String network, Instant now) throws SQLException {
        NetworkRows.require(tx, network);
        return tx.list(
                """
                SELECT company,
                  (SELECT count(*) FROM peers p WHERE p.network = c.network AND p.company = c.company),
                  (SELECT count(*) FROM tokens t WHERE t.network = c.network AND t.company = c.company
                     AND t.peer IS NULL AND t.expires_at > ?)
                FROM companies c WHERE network = ? ORDER BY company""",
                row -> new CompanyStatus(row.getString(1), row.getInt(2), row.getInt(3)),
                now.toEpochMilli(),
                network);
    }

    static void addToken(Transaction tx, String hash, String network, String company, Instant expires)
            throws SQLException {
        tx.update("INSERT INTO tokens VALUES (?, ?, ?, ?, NULL)", hash, network, company, expires.toEpochMilli());
    }

    /** Whose token it is; refuses one that is unknown, used or expired. */
    static Membership claim(Transaction tx, String hash, Instant now) throws SQLException {
        Claim claim = tx.first(
                        "SELECT network, company, expires_at, peer FROM tokens WHERE hash = ?",
                        row -> new Claim(
                                new Membership(row.getString(1), row.getString(2)),
                                row.getLong(3),
                                row.getString(4) != null),
                        hash)
                .orElseThrow(() -> refused("is not known here"));
        if (claim.used) {
            throw refused("was used already");
        }
        if (claim.expiresAt <= now.toEpochMilli()) {
            throw refused("has expired");
        }
        return claim.membership;
    }

    /** A fresh name for a peer, never given before; the token is used up. */
    static String admit(Transaction tx, String hash, Membership member) throws SQLException {
        String where = " WHERE network = ? AND company = ?";
        tx.update("UPDATE companies SET peers_ever = peers_ever + 1" + where, member.network(), member.company());
        int number = tx.first(
                        "SELECT peers_ever FROM companies" + where,
                        row -> row.getInt(1),
                        member.network(),
                        member.company())
                .orElseThrow();
        String peer = member.company() + "-" + number;
        if (tx.update("UPDATE tokens SET peer = ? WHERE hash = ? AND peer IS NULL", peer, hash) != 1) {
            throw refused("was used already");
        }
        return peer;
    }

    private static AdminException refused(String why) {
        return new AdminException(
                AdminError.TOKEN_REFUSED,
                "the enrolment token %s; ask the service provider for a new one ('company register')".formatted(why));
    }

    private static boolean exists(Transaction tx, String network, String company) throws SQLException {
        return tx.first("SELECT 1 FROM companies WHERE network = ? AND company = ?", row -> true, network, company)
                .isPresent();
    }

    /** A company in a network. */
    record Membership(String network, String company) {}

    private record Claim(Membership membership, long expiresAt, boolean used) {}
}
