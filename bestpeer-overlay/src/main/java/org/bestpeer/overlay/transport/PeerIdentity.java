package org.bestpeer.overlay.transport;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bestpeer.overlay.PeerId;

/**
 * Who is at the other end of a connection, as its certificate says in a subject alternative name
 * {@code bestpeer://NETWORK/COMPANY/PEER}.
 *
 * @param network corporate network
 * @param company company, or the empty string for the bootstrap peer
 * @param peer its name
 */
public record PeerIdentity(String network, String company, PeerId peer) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final Pattern URI = Pattern.compile("bestpeer://([^/]*)/([^/]*)/([^/]*)");
    private static final int URI_NAME = 6;

    public PeerIdentity {
        if (!NAME.matcher(network).matches()) {
            throw new IllegalArgumentException("not a network name: " + network);
        }
        if (!company.isEmpty() && !NAME.matcher(company).matches()) {
            throw new IllegalArgumentException("not a company name: " + company);
        }
    }

    /** Reads {@code bestpeer://NETWORK/COMPANY/PEER}. */
    public static PeerIdentity parse(String uri) {
        Matcher parts = URI.matcher(uri);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not bestpeer://NETWORK/COMPANY/PEER: " + uri);
        }
        return new PeerIdentity(parts.group(1), parts.group(2), new PeerId(parts.group(3)));
    }

    /** The one identity that a certificate states. */
    public static PeerIdentity of(X509Certificate certificate) throws CertificateException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        List<String> uris = names == null
                ? List.of()
                : names.stream()
                        .filter(name -> name.get(0).equals(URI_NAME))
                        .map(name -> String.valueOf(name.get(1)))
                        .toList();
        if (uris.size() != 1) {
            throw new CertificateException("certificate %s names %d peers, it must name one"
                    .formatted(certificate.getSubjectX500Principal(), uris.size()));
        }
        try {
            return parse(uris.get(0));
        } catch (IllegalArgumentException e) {
            throw new CertificateException("certificate names no peer: " + e.getMessage(), e);
        }
    }

    /** The TLS server name by which the peers of a network ask for it. */
    public static String serverName(String network) {
        return network + ".bestpeer";
    }

    /** The form in which certificates carry it. */
    public String uri() {
        return "bestpeer://%s/%s/%s".formatted(network, company, peer);
    }

    @Override
    public String toString() {
        return "%s of %s in network %s".formatted(peer, company.isEmpty() ? "no company" : company, network);
    }
}
