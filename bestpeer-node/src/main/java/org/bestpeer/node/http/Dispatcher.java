package org.bestpeer.node.http;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the route of a request and runs its handler on a worker thread. */
final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final List<Route> routes;
    private final Executor workers;

    Dispatcher(List<Route> routes, Executor workers) {
        this.routes = routes;
        this.workers = workers;
    }

    Optional<Route> route(String method, String path) {
        return routes.stream().filter(r -> r.matches(method, path)).findFirst();
    }

    /** Whether the path exists for some other method. */
    boolean knowsPath(String path) {
        return routes.stream().anyMatch(r -> r.matchesPath(path));
    }

    /** Calls {@code answer} exactly once, now or on another thread. */
    void dispatch(Route route, Request request, Consumer<Response> answer) {
        try {
            workers.execute(() -> answer.accept(handle(route, request)));
        } catch (RejectedExecutionException e) {
            LOG.debug("queue full: {} {}", request.method(), request.path());
            answer.accept(Response.text(503, "the server is busy; try again later\n"));
        }
    }

    // Whatever a handler throws, its client must get an answer that tells nothing of the inside.
    @SuppressWarnings("IllegalCatch")
    private static Response handle(Route route, Request request) {
        try {
            return route.handler().handle(request);
        } catch (Exception e) {
            String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
            LOG.error("request {} failed: {} {}", id, request.method(), request.path(), e);
            return Response.text(500, "internal error " + id + "; see the server's log\n");
        }
    }
}
