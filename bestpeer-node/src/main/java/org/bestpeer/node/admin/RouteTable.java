package org.bestpeer.node.admin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bestpeer.node.http.HttpHandler;
import org.bestpeer.node.http.Request;
import org.bestpeer.node.http.Response;
import org.bestpeer.node.records.RecordsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the action for a method and a path template such as {@code /admin/networks/{network}}; whatever an action throws
 * becomes a JSON error. Immutable, thread-safe.
 */
public final class RouteTable implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(RouteTable.class);

    private final List<Route> routes;

    private RouteTable(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Method and path template of every route, for a server that registers them one by one. */
    public List<Route> routes() {
        return routes;
    }

    @Override
    public Response handle(Request request) {
        try {
            return find(request);
        } catch (AdminException e) {
            return error(e.error(), String.valueOf(e.getMessage()));
        } catch (RecordsException e) {
            LOG.warn("{}", e.getMessage());
            return error(AdminError.UNAVAILABLE, String.valueOf(e.getMessage()));
        } catch (Exception e) {
            LOG.warn("{} {} failed", request.method(), request.path(), e);
            return error(AdminError.INTERNAL, "the node failed to do this; its log says why");
        }
    }

    private Response find(Request request) throws Exception {
        boolean pathKnown = false;
        for (Route route : routes) {
            Optional<Map<String, String>> variables = route.match(request.path());
            if (variables.isPresent() && route.method().equals(request.method())) {
                return route.action().answer(request, variables.get());
            }
            pathKnown |= variables.isPresent();
        }
        if (pathKnown) {
            throw new AdminException(
                    AdminError.METHOD_NOT_ALLOWED, "%s is not possible here".formatted(request.method()));
        }
        throw new AdminException(AdminError.NOT_FOUND, "there is nothing at " + request.path());
    }

    /** An error as every route answers it. */
    public static Response error(AdminError error, String message) {
        return Response.json(error.status(), Json.write(Map.of("error", message, "code", error.code())));
    }

    /** Answers a request whose path held these variables. */
    @FunctionalInterface
    public interface Action {
        Response answer(Request request, Map<String, String> variables) throws Exception;
    }

    /** A method, a path template and what answers them. */
    public record Route(String method, String template, Action action) {
        Optional<Map<String, String>> match(String path) {
            String[] expected = template.split("/", -1);
            String[] actual = path.split("/", -1);
            if (expected.length != actual.length) {
                return Optional.empty();
            }
            Map<String, String> variables = new HashMap<>();
            for (int i = 0; i < expected.length; i++) {
                if (expected[i].startsWith("{")) {
                    variables.put(expected[i].substring(1, expected[i].length() - 1), actual[i]);
                } else if (!expected[i].equals(actual[i])) {
                    return Optional.empty();
                }
            }
            return Optional.of(variables);
        }
    }

    /** Collects routes. */
    public static final class Builder {
        private final List<Route> routes = new ArrayList<>();

        private Builder() {}

        /** A route for everybody. */
        public Builder open(String method, String template, Action action) {
            routes.add(new Route(method, template, action));
            return this;
        }

        /** A route for who shows the admin token. */
        public Builder guarded(AdminToken token, String method, String template, Action action) {
            return open(method, template, (request, variables) -> {
                if (!request.bearer().map(token::matches).orElse(false)) {
                    throw new AdminException(
                            AdminError.UNAUTHORIZED, "the admin token is missing or wrong; use the node's admin.token");
                }
                return action.answer(request, variables);
            });
        }

        public RouteTable build() {
            return new RouteTable(routes);
        }
    }
}
