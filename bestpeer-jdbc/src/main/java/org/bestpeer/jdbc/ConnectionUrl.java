package org.bestpeer.jdbc;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A connection URL and the properties that came with it.
 *
 * @param hosts fronts to try in turn
 * @param network corporate network
 * @param properties what was set
 */
record ConnectionUrl(List<PeerHost> hosts, String network, Map<UrlProperty, String> properties) {
    static final String PREFIX = "jdbc:bestpeer:";
    static final int DEFAULT_PORT = 7490;
    private static final String FORM = "jdbc:bestpeer://HOST:PORT[,HOST:PORT]/NETWORK[?property=value&...]";
    private static final Pattern URL = Pattern.compile("//([^/?#]*)(?:/([^?#]*))?(?:\\?([^#]*))?");
    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\[\\]@]+)(?::(.*))?");
    private static final Pattern NETWORK = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    ConnectionUrl {
        hosts = List.copyOf(hosts);
        properties = Collections.unmodifiableMap(new EnumMap<>(properties));
    }

    static ConnectionUrl parse(String url, Properties info) throws SQLException {
        String rest = url.substring(PREFIX.length());
        if (rest.startsWith("embedded:")) {
            throw SqlErrors.of("0A000", "embedded networks are not part of this version; connect to a peer: " + FORM);
        }
        Matcher matcher = URL.matcher(rest);
        if (!matcher.matches()) {
            throw refused("the URL must have the form " + FORM);
        }
        EnumMap<UrlProperty, String> properties = new EnumMap<>(UrlProperty.class);
        fromUrl(matcher.group(3), properties);
        fromInfo(info, properties);
        ConnectionUrl parsed = new ConnectionUrl(hosts(matcher.group(1)), network(matcher.group(2)), properties);
        parsed.check();
        return parsed;
    }

    private static List<PeerHost> hosts(String text) throws SQLException {
        List<PeerHost> hosts = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher matcher = HOST.matcher(decode(part));
            if (!matcher.matches()) {
                throw refused("not a host and port in the URL; write HOST:PORT, user and password as properties");
            }
            String name = matcher.group(1);
            boolean bracketed = name.startsWith("[");
            hosts.add(new PeerHost(bracketed ? name.substring(1, name.length() - 1) : name, port(matcher.group(2))));
        }
        return hosts;
    }

    private static int port(@Nullable String text) throws SQLException {
        if (text == null) {
            return DEFAULT_PORT;
        }
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65_535) {
            throw refused("the port in the URL must be a number from 1 to 65535");
        }
        return Integer.parseInt(text);
    }

    private static String network(@Nullable String text) throws SQLException {
        String network = text == null ? "" : decode(text);
        if (network.isEmpty()) {
            throw refused("the URL names no network; its form is " + FORM);
        }
        if (!NETWORK.matcher(network).matches()) {
            throw SqlErrors.of("3D000", "not the name of a network: names are a-z, 0-9 and -, at most 32 characters");
        }
        return network;
    }

    private static void fromUrl(@Nullable String query, Map<UrlProperty, String> into) throws SQLException {
        if (query == null || query.isEmpty()) {
            return;
        }
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                throw refused("a property in the URL must have the form property=value");
            }
            String name = decode(pair.substring(0, equals));
            UrlProperty property = UrlProperty.of(name)
                    .orElseThrow(() -> refused("unknown property %s in the URL; the nearest known is %s"
                            .formatted(name, UrlProperty.nearest(name))));
            into.put(property, decode(pair.substring(equals + 1)));
        }
    }

    // Tools add properties of their own, which are not ours to refuse.
    private static void fromInfo(Properties info, Map<UrlProperty, String> into) {
        info.stringPropertyNames()
                .forEach(name -> UrlProperty.of(name).ifPresent(p -> into.put(p, info.getProperty(name))));
    }

    // The plus sign is not a space here, so that a pasted password with one works.
    private static String decode(String text) throws SQLException {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw refused("a percent sign in the URL must be followed by two hexadecimal digits (itself: %25)");
        }
    }

    private void check() throws SQLException {
        for (UrlProperty property : properties.keySet()) {
            String value = get(property).orElse("");
            if (!property.choices().isEmpty()
                    && !value.isEmpty()
                    && !property.choices().contains(value)) {
                throw refused("property %s must be %s; %s"
                        .formatted(property.key(), String.join(" or ", property.choices()), property.description()));
            }
        }
        for (UrlProperty property :
                Arrays.asList(UrlProperty.CONNECT_TIMEOUT, UrlProperty.QUERY_TIMEOUT, UrlProperty.FETCH_SIZE)) {
            if (!get(property).orElse(property.standard()).matches("\\d{1,6}")) {
                throw refused("property %s must be a number from 0 to 999999".formatted(property.key()));
            }
        }
        for (PeerHost host : hosts) {
            if (!usesTls(host) && !host.isLoopback()) {
                throw refused("ssl=false is only for this machine: the password would travel readable to " + host);
            }
        }
    }

    Optional<String> get(UrlProperty property) {
        return Optional.ofNullable(properties.get(property)).filter(v -> !v.isEmpty());
    }

    int number(UrlProperty property) {
        return Integer.parseInt(get(property).orElse(property.standard()));
    }

    /** TLS unless switched off; on this machine only if a property asks for it. */
    boolean usesTls(PeerHost host) {
        boolean asked = properties.keySet().stream()
                .anyMatch(p -> p != UrlProperty.SSL && p.key().startsWith("ssl"));
        return get(UrlProperty.SSL).map(Boolean::parseBoolean).orElse(asked || !host.isLoopback());
    }

    /** The URL without its properties, which may hold secrets. */
    String address() {
        return PREFIX + "//"
                + String.join(",", hosts.stream().map(PeerHost::toString).toList()) + "/" + network;
    }

    private static SQLException refused(String message) {
        return SqlErrors.of("08001", message);
    }

    @Override
    public String toString() {
        return address();
    }
}
