package org.bestpeer.node.http;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request, complete.
 *
 * @param method GET, POST, …
 * @param path decoded path without the query
 * @param query decoded query parameters; of repeated ones the last
 * @param headers by lower-case name
 * @param body body of an ordinary route; empty if there is none
 * @param upload file with the body, for a route that takes uploads; deleted after the handler returned
 * @param remote who asks
 * @param secure whether it came over TLS
 * @param line the connection that it came over
 */
public record Request(
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        byte[] body,
        Optional<Path> upload,
        InetSocketAddress remote,
        boolean secure,
        Line line) {
    public Request {
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    /** The credentials of an {@code Authorization: Bearer} header. */
    public Optional<String> bearer() {
        String header = headers.getOrDefault("authorization", "");
        return header.startsWith("Bearer ") ? Optional.of(header.substring(7).trim()) : Optional.empty();
    }
}
