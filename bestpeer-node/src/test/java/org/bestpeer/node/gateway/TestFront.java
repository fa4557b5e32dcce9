package org.bestpeer.node.gateway;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.apache.calcite.avatica.remote.Driver;
import org.bestpeer.node.http.HttpConfig;
import org.bestpeer.node.http.HttpLimits;
import org.bestpeer.node.http.HttpServer;
import org.bestpeer.node.http.PlainPolicy;
import org.bestpeer.node.http.Request;
import org.bestpeer.node.http.Response;
import org.bestpeer.node.http.Route;

/** A front on loopback over {@link FakeQueries}; user anna, password {@code p%+&ä}. */
final class TestFront implements AutoCloseable {
    static final String USER = "anna";
    static final String PASSWORD = "p%+&ä";

    final FakeQueries queries = new FakeQueries();
    final AvaticaGateway gateway;
    private final AtomicInteger requests = new AtomicInteger();
    final HttpServer server;

    TestFront() throws Exception {
        this(Optional.empty());
    }

    TestFront(Optional<SSLContext> tls) throws Exception {
        gateway = new AvaticaGateway(
                new GatewayConfig("tpch", "acme", GatewayLimits.defaults()),
                queries,
                (user, password) -> user.equals(USER) && Arrays.equals(password, PASSWORD.toCharArray()),
                InstantSource.system());
        server = HttpServer.start(
                new HttpConfig(
                        "front",
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        tls,
                        PlainPolicy.LOOPBACK,
                        HttpLimits.defaults()),
                List.of(Route.under("POST", AvaticaGateway.PATH, this::handle).withBodyLimit(8 << 20)));
    }

    private Response handle(Request request) {
        requests.incrementAndGet();
        return gateway.handle(request);
    }

    /** Requests so far, of all connections. */
    int requests() {
        return requests.get();
    }

    String url() {
        return url("");
    }

    String url(String properties) {
        return "jdbc:bestpeer://localhost:" + server.localPort() + "/tpch" + properties;
    }

    Connection connect() throws SQLException {
        return connect(url());
    }

    static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, USER, PASSWORD);
    }

    /** By Avatica's own driver, as it comes. */
    Connection connectStock(Properties wishes) throws SQLException {
        Properties info = new Properties();
        info.putAll(wishes);
        info.setProperty("avatica_user", USER);
        info.setProperty("avatica_password", PASSWORD);
        String url =
                "jdbc:avatica:remote:url=http://localhost:%d/avatica/tpch;serialization=PROTOBUF;authentication=BASIC"
                        .formatted(server.localPort());
        return Objects.requireNonNull(new Driver().connect(url, info));
    }

    @Override
    public void close() {
        stop();
    }

    /** As if the peer had died. */
    void stop() {
        server.close();
        gateway.close();
    }
}
