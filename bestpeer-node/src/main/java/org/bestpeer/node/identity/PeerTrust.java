package org.bestpeer.node.identity;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bestpeer.overlay.transport.PeerIdentity;

/**
 * Trusts the peers of some networks: each by its own network's authority and no other. Whether it is the expected peer
 * is the transport's to check.
 */
public final class PeerTrust extends X509ExtendedTrustManager {
    private final Map<String, X509Certificate> authorities;
    private final ChainCheck check;

    /** Trusts by the authority of each network, given by network name. */
    public PeerTrust(Map<String, X509Certificate> authorities, Clock clock) {
        this.authorities = Map.copyOf(authorities);
        this.check = new ChainCheck(clock);
    }

    /** Whom a certificate names, if it is to be trusted now; throws {@link IdentityException}. */
    public PeerIdentity identify(X509Certificate certificate) {
        try {
            return check(List.of(certificate), ChainCheck.CLIENT);
        } catch (CertificateException e) {
            throw new IdentityException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Who signed this data; throws {@link IdentityException} if the certificate or the signature is not good. */
    public PeerIdentity verify(byte[] data, byte[] signature, X509Certificate signer) {
        PeerIdentity identity = identify(signer);
        if (!Signatures.verify(signer.getPublicKey(), data, signature)) {
            throw new IdentityException("the signature is not that of %s".formatted(identity));
        }
        return identity;
    }

    private PeerIdentity check(List<X509Certificate> chain, String purpose) throws CertificateException {
        if (chain.isEmpty()) {
            throw new CertificateException("there is no certificate");
        }
        PeerIdentity identity = PeerIdentity.of(chain.get(0));
        X509Certificate authority = authorities.get(identity.network());
        if (authority == null) {
            throw new CertificateException("certificate of %s: this network is not known here".formatted(identity));
        }
        check.check(chain, authority, purpose);
        return identity;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(List.of(chain), ChainCheck.CLIENT);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(List.of(chain), ChainCheck.SERVER);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        checkClientTrusted(chain, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        checkServerTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        checkClientTrusted(chain, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        checkServerTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities.values().toArray(new X509Certificate[0]);
    }
}
