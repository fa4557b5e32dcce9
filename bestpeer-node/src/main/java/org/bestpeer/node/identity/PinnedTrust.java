package org.bestpeer.node.identity;

import com.google.common.net.InetAddresses;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trusts servers whose chain comes from the authority with a known fingerprint, if the certificate is for the host that
 * was dialled or for the TLS server name that was asked for.
 */
public final class PinnedTrust extends X509ExtendedTrustManager {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private final Fingerprint authority;
    private final ChainCheck check;

    public PinnedTrust(Fingerprint authority, Clock clock) {
        this.authority = authority;
        this.check = new ChainCheck(clock);
    }

    private void check(X509Certificate[] chain, @Nullable SSLSession session) throws CertificateException {
        X509Certificate root = Arrays.stream(chain)
                .filter(each -> Fingerprint.of(each).equals(authority))
                .findFirst()
                .orElseThrow(() -> new CertificateException(
                        "the server's certificate does not come from the authority %s; it presented %s"
                                .formatted(
                                        authority,
                                        chain.length == 0 ? "none" : Fingerprint.of(chain[chain.length - 1]))));
        if (root.getBasicConstraints() < 0) {
            throw new CertificateException("the pinned certificate %s is not an authority's".formatted(authority));
        }
        int end = Arrays.asList(chain).indexOf(root);
        if (end == 0) {
            throw new CertificateException("the server presented an authority's certificate as its own");
        }
        check.check(List.of(chain).subList(0, end), root, ChainCheck.SERVER);
        checkName(chain[0], session);
    }

    private static void checkName(X509Certificate leaf, @Nullable SSLSession session) throws CertificateException {
        Set<String> wanted = new TreeSet<>();
        if (session != null && session.getPeerHost() != null) {
            wanted.add(plain(session.getPeerHost()));
        }
        if (session instanceof ExtendedSSLSession extended) {
            extended.getRequestedServerNames().stream()
                    .filter(SNIHostName.class::isInstance)
                    .forEach(name -> wanted.add(plain(((SNIHostName) name).getAsciiName())));
        }
        Set<String> named = names(leaf);
        if (wanted.stream().noneMatch(named::contains)) {
            throw new CertificateException("the server's certificate is for %s, not for %s".formatted(named, wanted));
        }
    }

    private static Set<String> names(X509Certificate leaf) throws CertificateException {
        Set<String> names = new TreeSet<>();
        if (leaf.getSubjectAlternativeNames() != null) {
            for (List<?> name : leaf.getSubjectAlternativeNames()) {
                if (name.get(0).equals(DNS_NAME) || name.get(0).equals(IP_ADDRESS)) {
                    names.add(plain(String.valueOf(name.get(1))));
                }
            }
        }
        return names;
    }

    /** Lower case; an IPv6 address in its full form, as certificates give it. */
    private static String plain(String host) {
        if (host.indexOf(':') < 0) {
            return host.toLowerCase(Locale.ROOT);
        }
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return InetAddresses.forString(bare).getHostAddress();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain, socket instanceof SSLSocket tls ? tls.getHandshakeSession() : null);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(chain, engine.getHandshakeSession());
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain, null);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("this side only trusts servers");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        checkClientTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
