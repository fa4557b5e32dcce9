package org.bestpeer.node.bootstrap;

import java.sql.SQLException;
import java.util.List;
import org.bestpeer.node.admin.AdminError;
import org.bestpeer.node.admin.AdminException;
import org.bestpeer.node.bootstrap.CatalogueSnapshot.Participant;
import org.bestpeer.node.records.Transaction;
import org.bestpeer.overlay.PeerAddress;

/** Peers in the registry. */
final class PeerRows {
    /** Has a certificate, never said hello. */
    static final String ENROLLED = "enrolled";
    /** Said hello. */
    static final String KNOWN = "known";

    private PeerRows() {}

    static void add(Transaction tx, CompanyRows.Membership member, String peer, PeerAddress address, String serial)
            throws SQLException {
        tx.update(
                "INSERT INTO peers VALUES (?, ?, ?, ?, 0, ?, ?)",
                member.network(),
                peer,
                member.company(),
                address.toString(),
                serial,
                ENROLLED);
    }

    static PeerStatus require(Transaction tx, String network, String company, String peer) throws SQLException {
        return list(tx, network).stream()
                .filter(p -> p.peer().equals(peer) && p.company().equals(company))
                .findFirst()
                .orElseThrow(() -> new AdminException(
                        AdminError.NOT_ENROLLED,
                        "peer %s of company %s is not enrolled in network %s".formatted(peer, company, network)));
    }

    /**
     * Takes down where a peer is reached.
     *
     * @return whether other peers must hear of it
     */
    static boolean hello(Transaction tx, String network, PeerStatus before, PeerAddress address, long incarnation)
            throws SQLException {
        if (incarnation < before.incarnation()) {
            throw new AdminException(
                    AdminError.OUTDATED,
                    "peer %s runs a second time with the same data; stop the older one".formatted(before.peer()));
        }
        boolean restarted = incarnation > before.incarnation();
        boolean moved = !before.address().equals(address.toString());
        if (!restarted && !moved && !before.state().equals(ENROLLED)) {
            return false;
        }
        tx.update(
                "UPDATE peers SET address = ?, incarnation = ?, state = ? WHERE network = ? AND peer = ?",
                address.toString(),
                incarnation,
                KNOWN,
                network,
                before.peer());
        return moved || before.state().equals(ENROLLED);
    }

    static List<PeerStatus> list(Transaction tx, String network) throws SQLException {
        return tx.list(
                "SELECT peer, company, address, incarnation, state FROM peers WHERE network = ? ORDER BY peer",
                row -> new PeerStatus(
                        row.getString(1), row.getString(2), row.getString(3), row.getLong(4), row.getString(5)),
                network);
    }

    /** Peers that can be reached: those that ever said hello. */
    static List<Participant> participants(Transaction tx, String network) throws SQLException {
        return list(tx, network).stream()
                .filter(p -> !p.state().equals(ENROLLED))
                .map(p -> new Participant(p.peer(), p.company(), p.address()))
                .toList();
    }
}
