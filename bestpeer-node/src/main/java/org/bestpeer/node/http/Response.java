package org.bestpeer.node.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An HTTP response, complete.
 *
 * @param status HTTP status
 * @param contentType media type
 * @param body its bytes
 * @param headers further headers
 */
public record Response(int status, String contentType, byte[] body, Map<String, String> headers) {
    public Response {
        headers = Map.copyOf(headers);
    }

    public static Response text(int status, String text) {
        return new Response(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    public static Response json(int status, byte[] json) {
        return new Response(status, "application/json", json, Map.of());
    }
}
