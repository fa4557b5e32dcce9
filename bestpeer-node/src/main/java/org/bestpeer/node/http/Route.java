package org.bestpeer.node.http;

import java.util.OptionalLong;

/**
 * Which requests a handler answers.
 *
 * @param method HTTP method
 * @param path path, or its beginning if {@code prefix}
 * @param prefix whether everything under the path belongs to it
 * @param bodyLimit bytes of a body held in memory
 * @param uploadLimit if present the body goes to a file ({@link Request#upload}) of at most so many bytes
 * @param handler answers
 */
public record Route(
        String method, String path, boolean prefix, int bodyLimit, OptionalLong uploadLimit, HttpHandler handler) {
    public static final int DEFAULT_BODY_LIMIT = 1 << 20;

    /** A route for one path. */
    public static Route exact(String method, String path, HttpHandler handler) {
        return new Route(method, path, false, DEFAULT_BODY_LIMIT, OptionalLong.empty(), handler);
    }

    /** A route for a path and everything under it. */
    public static Route under(String method, String path, HttpHandler handler) {
        return new Route(method, path, true, DEFAULT_BODY_LIMIT, OptionalLong.empty(), handler);
    }

    /** The same route with another limit on bodies. */
    public Route withBodyLimit(int bytes) {
        return new Route(method, path, prefix, bytes, uploadLimit, handler);
    }

    /** The same route, its bodies streamed to a temporary file. */
    public Route withUpload(long limit) {
        return new Route(method, path, prefix, bodyLimit, OptionalLong.of(limit), handler);
    }

    boolean matchesPath(String requested) {
        return requested.equals(path) || (prefix && requested.startsWith(path.endsWith("/") ? path : path + "/"));
    }

    boolean matches(String requestedMethod, String requested) {
        return method.equals(requestedMethod) && matchesPath(requested);
    }
}
