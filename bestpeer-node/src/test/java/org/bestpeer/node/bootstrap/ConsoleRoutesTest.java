package org.bestpeer.node.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.bestpeer.node.admin.AdminToken;
import org.bestpeer.node.admin.Json;
import org.bestpeer.node.admin.RouteTable;
import org.bestpeer.node.http.Line;
import org.bestpeer.node.http.Request;
import org.bestpeer.node.http.Response;
import org.bestpeer.overlay.PeerAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleRoutesTest {
    private static final AdminToken TOKEN = new AdminToken("s".repeat(43), "sha256:" + "0".repeat(64));

    @TempDir
    Path directory = Path.of("");

    private Registry registry;
    private RouteTable routes;

    @BeforeEach
    void open() {
        registry = Registry.open(
                directory,
                Fixtures::readSchema,
                new Fixtures.FakeAuthority(),
                new Fixtures.FakeClock(),
                Fixtures.random());
        Census census = new Census(registry, (network, peer) -> CompletableFuture.completedFuture(Optional.empty()));
        routes = ConsoleRoutes.of(registry, census, TOKEN);
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void takesANetworkFromCreationToItsFirstPeer() {
        assertThat(admin("POST", "/admin/networks", Map.of("network", "tpch")).status())
                .isEqualTo(201);
        Response applied = admin("POST", "/admin/networks/tpch/schema", Map.of("sql", "orders(id:integer)"));
        assertThat(json(applied).path("version").asInt()).isEqualTo(1);
        JsonNode company = json(admin("POST", "/admin/networks/tpch/companies", Map.of("company", "acme")));
        String secret = company.path("token").asText().replaceAll(".*/", "");

        Response enrolled = send("", "POST", "/enrol", new EnrolRequest(secret, "h:1", Fixtures.REQUEST));
        Enrolled enrolment = Json.read(enrolled.body(), Enrolled.class);
        assertThat(enrolment.peer()).isEqualTo("acme-1");
        assertThat(enrolment.certificate().authority()).isEqualTo("ca of tpch");
        assertThat(enrolment.snapshot().schemaText()).isEqualTo("orders(id:integer)");

        assertThat(json(admin("GET", "/admin/networks/tpch/peers", ""))
                        .path(0)
                        .path("state")
                        .asText())
                .isEqualTo("enrolled");
        assertThat(json(admin("GET", "/admin/networks", ""))
                        .path(0)
                        .path("companies")
                        .asInt())
                .isEqualTo(1);
        assertThat(json(admin("GET", "/admin/networks/tpch/companies", "")).size())
                .isEqualTo(1);
        assertThat(json(admin("GET", "/admin/networks/tpch/schema", ""))
                        .path("sql")
                        .asText())
                .isEqualTo("orders(id:integer)");
        assertThat(json(admin("GET", "/admin/status", "")).path("networks").size())
                .isEqualTo(1);
        registry.peerHello("tpch", "acme", "acme-1", new PeerAddress("h", 1), 1);
        assertThat(json(admin("GET", "/admin/networks/tpch/overlay", ""))
                        .path(0)
                        .path("reachable")
                        .asBoolean())
                .isTrue();
        fails(admin("DELETE", "/admin/networks/tpch", ""), 409, "in_use");
    }

    @Test
    void asksForTheAdminToken() {
        fails(send("", "GET", "/admin/networks", ""), 401, "unauthorized");
        fails(send("Bearer " + "x".repeat(43), "GET", "/admin/networks", ""), 401, "unauthorized");
        fails(send("Basic " + TOKEN.secret(), "POST", "/admin/networks", Map.of("network", "x")), 401, "unauthorized");
        fails(send("", "GET", "/admin/networks/x/overlay", ""), 401, "unauthorized");
        assertThat(registry.networks()).isEmpty();
    }

    @Test
    void saysWhatWasWrongAsJson() {
        fails(admin("POST", "/admin/networks", Map.of("network", "Not A Name")), 400, "invalid");
        fails(admin("POST", "/admin/networks", Map.of()), 400, "invalid");
        fails(admin("GET", "/admin/networks/nope/peers", ""), 404, "not_found");
        fails(admin("GET", "/admin/networks/nope/overlay", ""), 404, "not_found");
        fails(admin("GET", "/admin/nothing", ""), 404, "not_found");
        fails(admin("PATCH", "/admin/networks", ""), 405, "method_not_allowed");
        fails(send("", "POST", "/enrol", new EnrolRequest("guess", "h:1", Fixtures.REQUEST)), 403, "token_refused");
        fails(send("", "POST", "/enrol", new EnrolRequest("guess", "nowhere", Fixtures.REQUEST)), 400, "invalid");
        fails(send("", "POST", "/enrol", "text"), 400, "invalid");
        fails(send("", "POST", "/enrol", "x".repeat(70_000)), 413, "too_large");
    }

    private static void fails(Response response, int status, String code) {
        assertThat(response.status()).isEqualTo(status);
        assertThat(json(response).path("code").asText()).isEqualTo(code);
        assertThat(json(response).path("error").asText()).isNotBlank().doesNotContain("Exception", "\n");
    }

    private Response admin(String method, String path, Object body) {
        return send("Bearer " + TOKEN.secret(), method, path, body);
    }

    private Response send(String authorization, String method, String path, Object body) {
        byte[] bytes = body.equals("") ? new byte[0] : Json.write(body);
        return routes.handle(new Request(
                method,
                path,
                Map.of(),
                Map.of("authorization", authorization),
                bytes,
                Optional.empty(),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
                true,
                new Line()));
    }

    private static JsonNode json(Response response) {
        return Json.tree(response.body());
    }
}
