package org.bestpeer.node.identity;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * SHA-256 of a certificate's DER form.
 *
 * @param text {@code sha256:} and 64 lower-case hexadecimal digits
 */
public record Fingerprint(String text) {
    private static final String PREFIX = "sha256:";
    private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9a-f]{64}");

    public Fingerprint {
        if (!FORM.matcher(text).matches()) {
            throw new IdentityException("not a fingerprint sha256:HEX with 64 digits: " + text);
        }
    }

    /** Reads one that a person may have typed in capitals or with blanks around it. */
    public static Fingerprint parse(String text) {
        return new Fingerprint(text.strip().toLowerCase(Locale.ROOT));
    }

    public static Fingerprint of(X509Certificate certificate) {
        try {
            return new Fingerprint(PREFIX + HexFormat.of().formatHex(sha256(certificate.getEncoded())));
        } catch (CertificateEncodingException e) {
            throw new IdentityException("a certificate cannot be encoded", e);
        }
    }

    static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
