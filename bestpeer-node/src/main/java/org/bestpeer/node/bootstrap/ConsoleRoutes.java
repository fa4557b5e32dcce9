package org.bestpeer.node.bootstrap;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.bestpeer.node.admin.AdminError;
import org.bestpeer.node.admin.AdminException;
import org.bestpeer.node.admin.AdminToken;
import org.bestpeer.node.admin.Json;
import org.bestpeer.node.admin.RouteTable;
import org.bestpeer.node.http.Request;
import org.bestpeer.node.http.Response;
import org.bestpeer.overlay.PeerAddress;

/** What the bootstrap's console serves: enrolment to who has a token, administration to who has the admin token. */
public final class ConsoleRoutes {
    private static final int MAX_ENROLMENT = 64 << 10;
    private static final String NETWORK = "/admin/networks/{network}";

    private final Registry registry;

    private ConsoleRoutes(Registry registry) {
        this.registry = registry;
    }

    /** All routes under {@code /enrol} and {@code /admin}. */
    public static RouteTable of(Registry registry, Census census, AdminToken token) {
        ConsoleRoutes routes = new ConsoleRoutes(registry);
        return RouteTable.builder()
                .open("POST", "/enrol", (request, path) -> routes.enrol(request))
                .guarded(token, "GET", "/admin/status", (request, path) -> routes.status())
                .guarded(token, "GET", "/admin/networks", (request, path) -> ok(registry.networks()))
                .guarded(token, "POST", "/admin/networks", (request, path) -> routes.createNetwork(request))
                .guarded(token, "DELETE", NETWORK, (request, path) -> routes.removeNetwork(network(path)))
                .guarded(token, "GET", NETWORK + "/schema", (request, path) -> ok(registry.schema(network(path))))
                .guarded(
                        token,
                        "POST",
                        NETWORK + "/schema",
                        (request, path) -> routes.applySchema(network(path), request))
                .guarded(token, "GET", NETWORK + "/companies", (request, path) -> ok(registry.companies(network(path))))
                .guarded(
                        token,
                        "POST",
                        NETWORK + "/companies",
                        (request, path) -> routes.register(network(path), request))
                .guarded(token, "GET", NETWORK + "/peers", (request, path) -> ok(registry.peers(network(path))))
                .guarded(token, "GET", NETWORK + "/overlay", (request, path) -> ok(census.of(network(path))))
                .build();
    }

    private Response enrol(Request request) {
        if (request.body().length > MAX_ENROLMENT) {
            throw new AdminException(AdminError.TOO_LARGE, "the enrolment request is longer than 64 KiB");
        }
        EnrolRequest enrol = Json.read(request.body(), EnrolRequest.class);
        try {
            return ok(registry.enrol(enrol.secret(), enrol.request(), PeerAddress.parse(enrol.address())));
        } catch (IllegalArgumentException e) {
            throw new AdminException(AdminError.INVALID, "the advertised address is not HOST:PORT", e);
        }
    }

    private Response status() {
        List<NetworkStatus> networks = registry.networks();
        return ok(Map.of("node", "bootstrap", "state", "running", "networks", networks));
    }

    private Response createNetwork(Request request) {
        String network = text(Json.tree(request.body()), "network");
        registry.createNetwork(network);
        return Response.json(201, Json.write(Map.of("network", network)));
    }

    private Response removeNetwork(String network) {
        registry.removeNetwork(network);
        return ok(Map.of("network", network));
    }

    private Response applySchema(String network, Request request) {
        JsonNode body = Json.tree(request.body());
        AppliedSchema schema = registry.applySchema(
                network, text(body, "sql"), body.path("referenceOwner").asText(""));
        return Response.json(201, Json.write(Map.of("network", network, "version", schema.version())));
    }

    private Response register(String network, Request request) {
        return Response.json(
                201, Json.write(registry.registerCompany(network, text(Json.tree(request.body()), "company"))));
    }

    private static String network(Map<String, String> path) {
        return path.getOrDefault("network", "");
    }

    private static String text(JsonNode body, String field) {
        if (!body.path(field).isTextual()) {
            throw new AdminException(AdminError.INVALID, "the field '%s' is missing".formatted(field));
        }
        return body.path(field).asText();
    }

    private static Response ok(Object value) {
        return Response.json(200, Json.write(value));
    }
}
