package org.bestpeer.node.identity;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/** Certificates as text. */
public final class Pem {
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----\n";
    private static final String END = "\n-----END CERTIFICATE-----\n";
    private static final int LINE = 64;
    private static final int MAX_LENGTH = 64 * 1024;

    private Pem() {}

    /** The certificates one after another. */
    public static String write(List<X509Certificate> certificates) {
        StringBuilder text = new StringBuilder();
        Base64.Encoder base64 = Base64.getMimeEncoder(LINE, new byte[] {'\n'});
        try {
            for (X509Certificate certificate : certificates) {
                text.append(BEGIN)
                        .append(base64.encodeToString(certificate.getEncoded()))
                        .append(END);
            }
        } catch (CertificateEncodingException e) {
            throw new IdentityException("a certificate cannot be encoded", e);
        }
        return text.toString();
    }

    /** Reads one certificate or more. */
    public static List<X509Certificate> read(String text) {
        if (text.isBlank() || text.length() > MAX_LENGTH) {
            throw new IdentityException("not certificates in PEM form");
        }
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (CertificateException e) {
            throw new IdentityException("not certificates in PEM form", e);
        }
    }
}
