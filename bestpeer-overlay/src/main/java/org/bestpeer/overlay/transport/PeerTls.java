package org.bestpeer.overlay.transport;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509TrustManager;
import org.bestpeer.overlay.PeerAddress;

/**
 * TLS between peers: version 1.3, certificates both ways, the JDK's provider. The material is asked for at each
 * handshake, so a renewed certificate serves the next connection.
 *
 * <p>Host names are not compared: a peer is known by the identity in its certificate, which the transport checks before
 * the first frame.
 */
public final class PeerTls {
    private static final String[] PROTOCOLS = {"TLSv1.3"};

    private final Supplier<Material> material;

    /** Own keys, and whom to trust. */
    public record Material(X509ExtendedKeyManager keys, X509TrustManager trust) {}

    public PeerTls(Supplier<Material> material) {
        this.material = material;
    }

    SSLEngine dialling(String network, PeerAddress to) {
        SSLEngine engine = context().createSSLEngine(to.host(), to.port());
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setServerNames(List.of(new SNIHostName(PeerIdentity.serverName(network))));
        engine.setSSLParameters(parameters);
        return engine;
    }

    SSLEngine accepting() {
        SSLEngine engine = context().createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setNeedClientAuth(true);
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** A new one each time: sessions and tickets live in a context, so none is ever resumed past a check. */
    private SSLContext context() {
        try {
            Material current = material.get();
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(new KeyManager[] {current.keys()}, new TrustManager[] {current.trust()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new TransportException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }
}
