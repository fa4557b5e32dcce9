package org.bestpeer.node.http;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Netty's requests as ours. */
final class Requests {
    private static final int MAX_PARAMETERS = 100;

    private Requests() {}

    static String path(HttpRequest request) {
        try {
            return new QueryStringDecoder(request.uri()).path();
        } catch (IllegalArgumentException e) {
            // A path that cannot be decoded is a path that nobody serves.
            return "";
        }
    }

    static Request of(
            HttpRequest request,
            byte[] body,
            Optional<Path> upload,
            InetSocketAddress remote,
            boolean secure,
            Line line) {
        Map<String, String> headers = new HashMap<>();
        request.headers().forEach(h -> headers.put(h.getKey().toLowerCase(Locale.ROOT), h.getValue()));
        return new Request(
                request.method().name(),
                path(request),
                parameters(request),
                headers,
                body,
                upload,
                remote,
                secure,
                line);
    }

    private static Map<String, String> parameters(HttpRequest request) {
        Map<String, String> last = new HashMap<>();
        try {
            new QueryStringDecoder(request.uri(), StandardCharsets.UTF_8, true, MAX_PARAMETERS)
                    .parameters()
                    .forEach((name, values) -> last.put(name, values.get(values.size() - 1)));
        } catch (IllegalArgumentException e) {
            return Map.of();
        }
        return last;
    }
}
