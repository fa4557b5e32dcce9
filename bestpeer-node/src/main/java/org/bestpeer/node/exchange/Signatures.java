package org.bestpeer.node.exchange;

import org.bestpeer.overlay.transport.PeerIdentity;

/** Port: signs with this peer's key, and verifies what other peers of the network signed. Thread-safe. */
public interface Signatures {
    byte[] sign(byte[] content);

    /** This peer's certificate, DER. */
    byte[] certificate();

    /**
     * Who signed.
     *
     * @throws org.bestpeer.engine.BestPeerException ACCESS_DENIED if the certificate is not a valid one of the network,
     *     or the signature is not by its key
     */
    PeerIdentity verify(byte[] content, byte[] signature, byte[] certificate);
}
