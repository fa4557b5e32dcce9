package org.bestpeer.jdbc;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Which certificates of a peer are trusted: one CA by fingerprint or PEM file, a trust store, or Java's own. */
final class PeerTls {
    private final SSLSocketFactory sockets;
    private final boolean checksHost;

    private PeerTls(SSLSocketFactory sockets, boolean checksHost) {
        this.sockets = sockets;
        this.checksHost = checksHost;
    }

    static PeerTls of(ConnectionUrl url) throws SQLException {
        Optional<String> fingerprint = url.get(UrlProperty.SSL_FINGERPRINT);
        Optional<String> pem = url.get(UrlProperty.SSL_ROOT_CERT);
        Optional<String> store = url.get(UrlProperty.SSL_TRUST_STORE);
        if (fingerprint.isPresent()) {
            // The peers of a network are known by its CA, whatever address they are reached at.
            return new PeerTls(sockets(new TrustManager[] {new PinnedCa(checked(fingerprint.get()))}), false);
        }
        if (pem.isPresent()) {
            return new PeerTls(sockets(trust(pem(pem.get()))), true);
        }
        if (store.isPresent()) {
            char[] password =
                    url.get(UrlProperty.SSL_TRUST_STORE_PASSWORD).orElse("").toCharArray();
            return new PeerTls(sockets(trust(store(store.get(), password))), true);
        }
        return new PeerTls(sockets(null), true);
    }

    private static String checked(String fingerprint) throws SQLException {
        String lower = fingerprint.toLowerCase(Locale.ROOT).replace(":", "").replaceFirst("^sha256", "");
        if (!lower.matches("[0-9a-f]{64}")) {
            throw SqlErrors.of("08001", "property sslFingerprint must be sha256: and 64 hexadecimal digits");
        }
        return lower;
    }

    private static KeyStore pem(String file) throws SQLException {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca" + count++, certificate);
            }
            if (count == 0) {
                throw SqlErrors.of("08001", "property sslRootCert: no certificate in the file");
            }
            return store;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw unreadable("sslRootCert", e);
        }
    }

    private static KeyStore store(String file, char[] password) throws SQLException {
        try {
            return KeyStore.getInstance(new File(file), password);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw unreadable("sslTrustStore", e);
        }
    }

    private static SQLException unreadable(String property, Exception cause) {
        SQLException failure =
                SqlErrors.of("08001", "property %s: the file cannot be read as what it should be".formatted(property));
        failure.initCause(cause);
        return failure;
    }

    private static TrustManager[] trust(KeyStore store) throws SQLException {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException e) {
            throw unreadable("sslTrustStore", e);
        }
    }

    private static SSLSocketFactory sockets(TrustManager @Nullable [] trust) throws SQLException {
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(null, trust, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            SQLException failure = SqlErrors.of("08001", "this Java runtime has no TLS 1.3");
            failure.initCause(e);
            throw failure;
        }
    }

    /** Puts TLS on a connected socket. */
    Socket wrap(Socket plain, PeerHost host) throws IOException {
        SSLSocket socket = (SSLSocket) sockets.createSocket(plain, host.name(), host.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3"});
        if (checksHost) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    static Socket connect(PeerHost host, int timeoutMillis) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        socket.connect(new InetSocketAddress(host.name(), host.port()), timeoutMillis);
        socket.setSoTimeout(timeoutMillis);
        return socket;
    }
}
