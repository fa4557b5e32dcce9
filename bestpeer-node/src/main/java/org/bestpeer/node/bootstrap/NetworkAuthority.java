package org.bestpeer.node.bootstrap;

import java.util.List;
import org.bestpeer.overlay.PeerAddress;

/** Keys and certificates of the bootstrap's networks. Thread-safe. */
public interface NetworkAuthority {
    /** Makes the network's CA and its bootstrap certificate, unless they exist. */
    void createNetwork(String network);

    /** The text that a joining company is given. */
    String encodeToken(String network, String company, String secret);

    /**
     * Signs a certificate for a peer.
     *
     * @param request PKCS#10, DER or PEM
     * @param address what the peer is reached at; its host goes into the certificate
     * @throws org.bestpeer.node.admin.AdminException if the request is not acceptable
     */
    Issued issue(String network, String company, String peer, PeerAddress address, byte[] request);

    /**
     * A signed certificate.
     *
     * @param chain PEM, leaf first
     * @param authority PEM of the network's CA
     * @param serial of the leaf, hexadecimal
     */
    record Issued(List<String> chain, String authority, String serial) {
        public Issued {
            chain = List.copyOf(chain);
        }
    }
}
