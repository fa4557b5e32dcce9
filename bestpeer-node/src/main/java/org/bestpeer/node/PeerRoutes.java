package org.bestpeer.node;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.node.admin.AdminError;
import org.bestpeer.node.admin.AdminException;
import org.bestpeer.node.admin.AdminToken;
import org.bestpeer.node.admin.Json;
import org.bestpeer.node.admin.RouteTable;
import org.bestpeer.node.config.ConfigKey;
import org.bestpeer.node.config.NodeConfig;
import org.bestpeer.node.gateway.AvaticaGateway;
import org.bestpeer.node.http.Request;
import org.bestpeer.node.http.Response;
import org.bestpeer.node.http.Route;
import org.bestpeer.node.users.UserRoutes;
import org.bestpeer.node.users.UserStore;

/** What a normal peer's front serves. */
final class PeerRoutes {
    private static final String LOAD = "/admin/tables/{table}/load";

    private PeerRoutes() {}

    static List<Route> of(Peer peer, AvaticaGateway gateway, UserStore users, AdminToken token, NodeConfig config) {
        RouteTable.Builder admin = RouteTable.builder()
                .guarded(token, "GET", "/admin/status", (request, path) -> ok(peer.status()))
                .guarded(token, "POST", LOAD, (request, path) -> load(peer, path, request));
        RouteTable table = UserRoutes.addTo(admin, users, token).build();
        PeerMetrics metrics = new PeerMetrics(peer);
        List<Route> routes = new ArrayList<>();
        routes.add(gateway.route().withBodyLimit((int) config.size(ConfigKey.LIMITS_REQUEST_SIZE)));
        routes.add(Route.exact("GET", "/health", request -> Response.text(200, "ok\n")));
        routes.add(Route.exact("GET", "/metrics", request -> metrics.scrape()));
        routes.add(new Route(
                "POST",
                "/admin/tables",
                true,
                Route.DEFAULT_BODY_LIMIT,
                OptionalLong.of(config.size(ConfigKey.LIMITS_UPLOAD_SIZE)),
                table));
        routes.addAll(Https.routes(table));
        return routes;
    }

    private static Response load(Peer peer, Map<String, String> path, Request request) {
        Path file = request.upload()
                .orElseThrow(() -> new AdminException(AdminError.INVALID, "the request has no file to load"));
        try {
            return ok(peer.data().loadCsv(path.getOrDefault("table", ""), file));
        } catch (BestPeerException e) {
            throw new AdminException(AdminError.INVALID, String.valueOf(e.getMessage()), e);
        }
    }

    private static Response ok(Object body) {
        return Response.json(200, Json.write(body));
    }
}
