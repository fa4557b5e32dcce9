package org.bestpeer.jdbc;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The properties that a URL or the properties of {@code connect} may set; no others. */
enum UrlProperty {
    USER("user", "Name of a user of the company whose peer answers.", ""),
    PASSWORD("password", "The user's password; better given outside of the URL.", ""),
    SSL("ssl", "Whether to use TLS; the default is true unless the host is this machine.", "", "true|false"),
    SSL_ROOT_CERT("sslRootCert", "PEM file with the certificate of the network's CA.", ""),
    SSL_FINGERPRINT("sslFingerprint", "sha256:HEX of the certificate of the network's CA; as the peer prints it.", ""),
    SSL_TRUST_STORE("sslTrustStore", "Key store file (PKCS#12 or JKS) with trusted certificates.", ""),
    SSL_TRUST_STORE_PASSWORD("sslTrustStorePassword", "Password of sslTrustStore.", ""),
    CONNECT_TIMEOUT("connectTimeout", "Seconds to wait for each host when connecting.", "10"),
    QUERY_TIMEOUT("queryTimeout", "Seconds after which a statement is given up; 0: the peer's limit.", "0"),
    FETCH_SIZE(
            "fetchSize",
            "Rows fetched with one request, unless the statement says otherwise; 0: few at first, then more.",
            "0"),
    TIME_ZONE("timeZone", "Time zone of the session, such as Europe/Berlin; the default is this machine's.", ""),
    PARTIAL_RESULTS(
            "partialResults",
            "Whether queries may do without owners that are missing; an SQLWarning then names them.",
            "false",
            "true|false");

    private final String key;
    private final String description;
    private final String standard;
    private final String choices;

    UrlProperty(String key, String description, String standard) {
        this(key, description, standard, "");
    }

    UrlProperty(String key, String description, String standard, String choices) {
        this.key = key;
        this.description = description;
        this.standard = standard;
        this.choices = choices;
    }

    String key() {
        return key;
    }

    String description() {
        return description;
    }

    /** Value when it is not set; empty for none. */
    String standard() {
        return standard;
    }

    List<String> choices() {
        return choices.isEmpty() ? List.of() : List.of(choices.split("[|]"));
    }

    boolean isSecret() {
        return this == PASSWORD || this == SSL_TRUST_STORE_PASSWORD;
    }

    static Optional<UrlProperty> of(String name) {
        return Arrays.stream(values()).filter(p -> p.key.equalsIgnoreCase(name)).findFirst();
    }

    /** The known name that is most like an unknown one. */
    static String nearest(String name) {
        return Arrays.stream(values())
                .map(UrlProperty::key)
                .min(Comparator.comparingInt(k -> distance(k.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT))))
                .orElseThrow();
    }

    // Edit distance, one row at a time.
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
