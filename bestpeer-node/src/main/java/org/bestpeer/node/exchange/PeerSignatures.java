package org.bestpeer.node.exchange;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.node.identity.CurrentCredentials;
import org.bestpeer.node.identity.IdentityException;
import org.bestpeer.overlay.transport.PeerIdentity;

/** Signatures by the keys of the network's certificates. */
public final class PeerSignatures implements Signatures {
    private final CurrentCredentials credentials;

    public PeerSignatures(CurrentCredentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public byte[] sign(byte[] content) {
        return credentials.get().sign(content);
    }

    @Override
    public byte[] certificate() {
        try {
            return credentials.get().certificate().getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IdentityException("the certificate cannot be written", e);
        }
    }

    @Override
    public PeerIdentity verify(byte[] content, byte[] signature, byte[] certificate) {
        try {
            X509Certificate signer = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
            return credentials.trust().verify(content, signature, signer);
        } catch (CertificateException | IdentityException e) {
            throw new BestPeerException(ErrorCode.ACCESS_DENIED, "fragment refused: " + e.getMessage(), e);
        }
    }
}
