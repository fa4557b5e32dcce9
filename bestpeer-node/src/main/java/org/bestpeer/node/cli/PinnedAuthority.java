package org.bestpeer.node.cli;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts a server whose presented chain leads to one certificate, known by its SHA-256 fingerprint. Names are not compared:
 * the fingerprint says more than a name.
 */
final class PinnedAuthority extends X509ExtendedTrustManager {
    private final String fingerprint;

    /** The fingerprint is {@code sha256:} and hexadecimal digits. */
    PinnedAuthority(String fingerprint) {
        this.fingerprint = fingerprint;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        for (int i = 0; i < chain.length; i++) {
            chain[i].checkValidity();
            if (fingerprint.equals(fingerprint(chain[i]))) {
                return;
            }
            if (i + 1 < chain.length) {
                verify(chain[i], chain[i + 1]);
            }
        }
        throw new CertificateException("the node's certificate is not signed by the authority in the admin token file");
    }

    private static void verify(X509Certificate signed, X509Certificate signer) throws CertificateException {
        if (signer.getBasicConstraints() < 0) {
            throw new CertificateException("the node's certificate is signed by one that is no authority");
        }
        try {
            signed.verify(signer.getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new CertificateException("the node's certificate chain is not what it claims to be", e);
        }
    }

    static String fingerprint(X509Certificate certificate) throws CertificateException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new CertificateException("no SHA-256 in this Java", e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("this trusts servers only");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("this trusts servers only");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("this trusts servers only");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
