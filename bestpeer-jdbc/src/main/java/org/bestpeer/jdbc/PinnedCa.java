package org.bestpeer.jdbc;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Trusts a server whose chain holds the certificate of that fingerprint, if its own certificate is valid today and was
 * signed by that one. Host names are not compared.
 */
final class PinnedCa extends X509ExtendedTrustManager {
    private final String fingerprint;

    /** @param fingerprint SHA-256 of the certificate, in lower-case hexadecimal digits */
    PinnedCa(String fingerprint) {
        this.fingerprint = fingerprint;
    }

    private void check(X509Certificate[] chain, String authType) throws CertificateException {
        try {
            X509Certificate ca = pinned(chain);
            ca.checkValidity();
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry("pinned", ca);
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(store);
            for (TrustManager manager : factory.getTrustManagers()) {
                ((X509TrustManager) manager).checkServerTrusted(chain, authType);
            }
        } catch (CertificateException e) {
            throw e;
        } catch (GeneralSecurityException | IOException e) {
            throw new CertificateException("the certificate cannot be checked", e);
        }
    }

    private X509Certificate pinned(X509Certificate[] chain) throws GeneralSecurityException {
        for (X509Certificate certificate : Arrays.asList(chain)) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            boolean isCa = certificate.getBasicConstraints() >= 0 || chain.length == 1;
            if (isCa && HexFormat.of().formatHex(digest).equals(fingerprint)) {
                return certificate;
            }
        }
        throw new CertificateException("no certificate in the chain has the pinned fingerprint");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("not a server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("not a server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("not a server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
