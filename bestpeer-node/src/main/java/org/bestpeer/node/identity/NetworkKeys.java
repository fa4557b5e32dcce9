package org.bestpeer.node.identity;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.StandardConstants;
import javax.net.ssl.X509ExtendedKeyManager;
import org.bestpeer.overlay.transport.PeerIdentity;
import org.jspecify.annotations.Nullable;

/**
 * Picks the certificate by the network that is asked for in the TLS server name {@code NETWORK.bestpeer}, at both ends.
 * Any other name, or none, gets the fall-back; a network that is not here gets nothing, and the handshake fails.
 */
public final class NetworkKeys extends X509ExtendedKeyManager {
    private static final String SUFFIX = PeerIdentity.serverName("");
    /** Not a network name. */
    private static final String FALLBACK = "";

    private static final String KEY_TYPE = "EC";

    private final Map<String, KeyAndChain> networks;
    private final @Nullable KeyAndChain fallback;

    /** Keys by network name, and the certificate of those who ask for no network. */
    public NetworkKeys(Map<String, KeyAndChain> networks, @Nullable KeyAndChain fallback) {
        this.networks = Map.copyOf(networks);
        this.fallback = fallback;
    }

    /** A TLS context for an HTTPS server, which asks for no client certificates. Sessions don't outlive it. */
    public SSLContext httpsContext() {
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(new KeyManager[] {this}, null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IdentityException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    private @Nullable KeyAndChain find(String alias) {
        return alias.equals(FALLBACK) ? fallback : networks.get(alias);
    }

    private @Nullable String choose(List<SNIServerName> names) {
        String alias = names.stream()
                .filter(name -> name.getType() == StandardConstants.SNI_HOST_NAME)
                .map(name -> name instanceof SNIHostName host ? host : new SNIHostName(name.getEncoded()))
                .map(SNIHostName::getAsciiName)
                .filter(name -> name.endsWith(SUFFIX))
                .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                .findFirst()
                .orElse(FALLBACK);
        return find(alias) == null ? null : alias;
    }

    private static List<SNIServerName> requested(@Nullable SSLSession session) {
        return session instanceof ExtendedSSLSession extended ? extended.getRequestedServerNames() : List.of();
    }

    private static List<SNIServerName> sent(@Nullable List<SNIServerName> names) {
        return Optional.ofNullable(names).orElse(List.of());
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String type, Principal @Nullable [] issuers, SSLEngine engine) {
        return type.equals(KEY_TYPE) ? choose(requested(engine.getHandshakeSession())) : null;
    }

    @Override
    public @Nullable String chooseEngineClientAlias(String[] types, Principal @Nullable [] issuers, SSLEngine engine) {
        return Arrays.asList(types).contains(KEY_TYPE)
                ? choose(sent(engine.getSSLParameters().getServerNames()))
                : null;
    }

    @Override
    public @Nullable String chooseServerAlias(String type, Principal @Nullable [] issuers, Socket socket) {
        return type.equals(KEY_TYPE) && socket instanceof SSLSocket tls
                ? choose(requested(tls.getHandshakeSession()))
                : null;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] types, Principal @Nullable [] issuers, Socket socket) {
        return Arrays.asList(types).contains(KEY_TYPE) && socket instanceof SSLSocket tls
                ? choose(sent(tls.getSSLParameters().getServerNames()))
                : null;
    }

    @Override
    public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
        return getServerAliases(type, issuers);
    }

    @Override
    public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
        return type.equals(KEY_TYPE) ? networks.keySet().toArray(new String[0]) : null;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        KeyAndChain keys = find(alias);
        return keys == null ? null : keys.chain().toArray(new X509Certificate[0]);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        KeyAndChain keys = find(alias);
        return keys == null ? null : keys.key();
    }
}
