package org.bestpeer.node.identity;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** A new key that awaits its certificate. */
public final class CertificateRequest {
    private static final int P256_BITS = 256;

    private final KeyPair keys;
    private final byte[] encoded;

    private CertificateRequest(KeyPair keys, byte[] encoded) {
        this.keys = keys;
        this.encoded = encoded;
    }

    /** A request for a new key, signed with it. */
    public static CertificateRequest create(SecureRandom random) {
        try {
            KeyPair keys = CertificateForm.keyPair(random);
            byte[] encoded = new JcaPKCS10CertificationRequestBuilder(
                            new X500Name("CN=BestPeer peer"), keys.getPublic())
                    .build(new JcaContentSignerBuilder(Signatures.ALGORITHM).build(keys.getPrivate()))
                    .getEncoded();
            return new CertificateRequest(keys, encoded);
        } catch (IOException | OperatorCreationException e) {
            throw new IdentityException("cannot create a certificate request: " + e.getMessage(), e);
        }
    }

    /** PKCS#10, DER. */
    public byte[] encoded() {
        return encoded.clone();
    }

    /**
     * The credentials, given the certificate and its authority's.
     *
     * @param chain what the bootstrap sent
     * @param authority the authority that must have issued it: the token's, or that of the credentials to be renewed
     */
    public PeerCredentials complete(List<X509Certificate> chain, Fingerprint authority, Clock clock) {
        PeerCredentials credentials = new PeerCredentials(new KeyAndChain(keys.getPrivate(), chain));
        if (!Fingerprint.of(credentials.authority()).equals(authority)) {
            throw new IdentityException("the certificate of %s comes with authority %s, expected %s"
                    .formatted(credentials.identity(), Fingerprint.of(credentials.authority()), authority));
        }
        if (!credentials.certificate().getPublicKey().equals(keys.getPublic())) {
            throw new IdentityException("the certificate of %s is for another key than the one requested"
                    .formatted(credentials.identity()));
        }
        credentials.trust(clock).identify(credentials.certificate());
        return credentials;
    }

    /** The key of a request, if it is signed with it and of a kind we use. */
    static PublicKey keyOf(byte[] encoded) {
        try {
            JcaPKCS10CertificationRequest request = new JcaPKCS10CertificationRequest(encoded);
            PublicKey key = request.getPublicKey();
            if (!(key instanceof ECPublicKey ec) || ec.getParams().getOrder().bitLength() != P256_BITS) {
                throw new IdentityException("the certificate request is not for a P-256 key");
            }
            if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
                throw new IdentityException("the certificate request is not signed with its own key");
            }
            return key;
        } catch (IOException
                | GeneralSecurityException
                | PKCSException
                | OperatorCreationException
                | IllegalArgumentException e) {
            throw new IdentityException("not a certificate request", e);
        }
    }
}
