package org.bestpeer.node.bootstrap;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.bestpeer.node.identity.IdentityException;
import org.bestpeer.node.identity.PeerTrust;

/** A signature by a bootstrap, with the certificate to verify it by: length and DER of the certificate, signature. */
public record SnapshotSignature(X509Certificate certificate, byte[] signature) {
    public byte[] toBytes() {
        try {
            byte[] der = certificate.getEncoded();
            return ByteBuffer.allocate(Integer.BYTES + der.length + signature.length)
                    .putInt(der.length)
                    .put(der)
                    .put(signature)
                    .array();
        } catch (CertificateException e) {
            throw new IdentityException("a certificate cannot be written", e);
        }
    }

    /** Reads what {@link #toBytes} wrote; throws {@link IdentityException} for anything else. */
    public static SnapshotSignature parse(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int length = bytes.length < Integer.BYTES ? -1 : buffer.getInt();
        if (length < 0 || length > buffer.remaining()) {
            throw new IdentityException("a snapshot's signature cannot be read");
        }
        byte[] der = new byte[length];
        buffer.get(der);
        byte[] signature = new byte[buffer.remaining()];
        buffer.get(signature);
        try {
            return new SnapshotSignature(
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)),
                    signature);
        } catch (CertificateException e) {
            throw new IdentityException("a snapshot's signature cannot be read", e);
        }
    }

    /** Checks that the network's own bootstrap signed this. */
    public void verify(byte[] snapshot, String network, PeerTrust trust) {
        var signer = trust.verify(snapshot, signature, certificate);
        if (!signer.network().equals(network) || !signer.company().isEmpty()) {
            throw new IdentityException("a snapshot of network %s was signed by %s".formatted(network, signer));
        }
    }
}
