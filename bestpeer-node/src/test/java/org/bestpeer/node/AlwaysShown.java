package org.bestpeer.node;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509KeyManager;
import org.bestpeer.node.identity.PeerCredentials;
import org.jspecify.annotations.Nullable;

/** Shows one certificate whatever the server asks for, as a peer would never do. */
final class AlwaysShown implements X509KeyManager {
    private final String alias;
    private final X509ExtendedKeyManager keys;

    AlwaysShown(PeerCredentials credentials) {
        this.alias = credentials.identity().network();
        this.keys = credentials.keyManager();
    }

    @Override
    public String chooseClientAlias(String[] types, Principal @Nullable [] issuers, Socket socket) {
        return alias;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String any) {
        return keys.getCertificateChain(alias);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String any) {
        return keys.getPrivateKey(alias);
    }

    @Override
    public String[] getClientAliases(String type, Principal @Nullable [] issuers) {
        return new String[] {alias};
    }

    @Override
    public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseServerAlias(String type, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }
}
