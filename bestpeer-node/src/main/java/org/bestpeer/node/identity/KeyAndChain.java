package org.bestpeer.node.identity;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A private key and its certificate.
 *
 * @param key the key, which {@code toString} does not show
 * @param chain the certificate, then its issuers up to and including the authority
 */
public record KeyAndChain(PrivateKey key, List<X509Certificate> chain) {
    public KeyAndChain {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IdentityException("a key needs a certificate");
        }
    }

    public X509Certificate leaf() {
        return chain.get(0);
    }

    public X509Certificate authority() {
        return chain.get(chain.size() - 1);
    }

    @Override
    public String toString() {
        return "key of " + leaf().getSubjectX500Principal();
    }
}
