package org.bestpeer.node.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bestpeer.node.identity.Given.DAY;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.HttpsURLConnection;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.transport.Endpoint;
import org.bestpeer.overlay.transport.NettyTransport;
import org.bestpeer.overlay.transport.PeerIdentity;
import org.bestpeer.overlay.transport.PeerTransport;
import org.bestpeer.overlay.transport.Service;
import org.bestpeer.overlay.transport.TransportConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The parts together, on real sockets and the real clock. */
class TlsIT {
    private static final PeerAddress ANY = new PeerAddress("127.0.0.1", 0);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Clock clock = Clock.systemUTC();
    private final SecureRandom random = new SecureRandom();
    private final CertificateAuthority trade = CertificateAuthority.create("trade", clock, random);
    private final CertificateAuthority health = CertificateAuthority.create("health", clock, random);
    private final CertificateAuthority consoleAuthority = CertificateAuthority.create("console", clock, random);
    private final NetworkCredentials networks = new NetworkCredentials(clock);
    private final Endpoint bootstrap = new Endpoint(new TransportConfig(ANY, networks.tls()));

    @BeforeEach
    void startBootstrap() {
        networks.console(consoleAuthority.server(List.of(), DAY));
        for (String network : List.of("trade", "health")) {
            PeerIdentity self = new PeerIdentity(network, "", new PeerId("bootstrap"));
            networks.put((network.equals("trade") ? trade : health).credentials(self, List.of(), DAY));
            bootstrap.transport(self).onCall(Service.CONTROL, (from, request) -> (network + " greets " + from.uri())
                    .getBytes(UTF_8));
        }
        bootstrap.start();
    }

    @AfterEach
    void stopBootstrap() {
        bootstrap.close();
    }

    private PeerCredentials credentials(CertificateAuthority authority, String network, String company) {
        PeerIdentity identity = new PeerIdentity(network, company, new PeerId(company + "-1"));
        return authority.credentials(identity, List.of(), DAY);
    }

    private String ask(PeerCredentials credentials) {
        CurrentCredentials current = new CurrentCredentials(credentials, clock);
        try (NettyTransport peer =
                new NettyTransport(credentials.identity(), new TransportConfig(ANY, current.tls()))) {
            PeerContact to = new PeerContact(new PeerId("bootstrap"), bootstrap.localAddress());
            return new String(
                    peer.call(to, Service.CONTROL, new byte[0], PATIENCE).join(), UTF_8);
        }
    }

    @Test
    void theBootstrapServesEachNetworkUnderItsOwnCertificate() {
        assertThat(ask(credentials(trade, "trade", "acme"))).isEqualTo("trade greets bestpeer://trade/acme/acme-1");
        assertThat(ask(credentials(health, "health", "acme"))).isEqualTo("health greets bestpeer://health/acme/acme-1");
    }

    @Test
    void theBootstrapRefusesOneNetworksPeerInAnother() {
        assertThatThrownBy(() -> ask(credentials(health, "trade", "acme"))).hasMessageContaining("bootstrap@127.0.0.1");
        assertThatThrownBy(() -> ask(credentials(trade, "unknown", "acme")))
                .hasMessageContaining("bootstrap@127.0.0.1");
    }

    @Test
    void aRenewedCertificateServesTheNextConnectionAndTheOldOneGoesOn() {
        CurrentCredentials bolt = new CurrentCredentials(credentials(trade, "trade", "bolt"), clock);
        NettyTransport server = new NettyTransport(bolt.get().identity(), new TransportConfig(ANY, bolt.tls()));
        server.onCall(Service.CONTROL, (from, request) -> request);
        server.start();
        CurrentCredentials acme = new CurrentCredentials(credentials(trade, "trade", "acme"), clock);
        NettyTransport client = new NettyTransport(acme.get().identity(), new TransportConfig(ANY, acme.tls()));
        try (server;
                client) {
            PeerContact to = new PeerContact(new PeerId("bolt-1"), server.localAddress());
            assertThat(client.call(to, Service.CONTROL, new byte[1], PATIENCE).join())
                    .hasSize(1);
            bolt.replace(credentials(trade, "trade", "bolt"));
            acme.replace(credentials(trade, "trade", "acme"));
            assertThat(client.call(to, Service.CONTROL, new byte[2], PATIENCE).join())
                    .hasSize(2);
            client.closeWhere(peer -> true);
            assertThat(client.call(to, Service.CONTROL, new byte[3], PATIENCE).join())
                    .hasSize(3);
        }
    }

    @Test
    void bootstrapAnswersToSeveralNetworksAsTheirPeersTransport() {
        PeerTransport view = bootstrap.transport(new PeerIdentity("trade", "", new PeerId("bootstrap")));
        CurrentCredentials bolt = new CurrentCredentials(credentials(trade, "trade", "bolt"), clock);
        try (NettyTransport server = new NettyTransport(bolt.get().identity(), new TransportConfig(ANY, bolt.tls()))) {
            server.onCall(Service.CONTROL, (from, request) -> from.uri().getBytes(UTF_8));
            server.start();
            PeerContact to = new PeerContact(new PeerId("bolt-1"), server.localAddress());

            assertThat(new String(
                            view.call(to, Service.CONTROL, new byte[0], PATIENCE)
                                    .join(),
                            UTF_8))
                    .isEqualTo("bestpeer://trade//bootstrap");
        }
    }

    @Test
    void anHttpsClientReachesTheNetworkItPinnedAndNoOther() throws IOException {
        HttpsServer console = console();
        try {
            assertThat(get(console, "localhost", trade.fingerprint(), "trade.bestpeer"))
                    .isEqualTo("hello");
            assertThat(get(console, "127.0.0.1", health.fingerprint(), "health.bestpeer"))
                    .isEqualTo("hello");
            assertThat(get(console, "localhost", consoleAuthority.fingerprint(), null))
                    .isEqualTo("hello");
            assertThatThrownBy(() -> get(console, "localhost", trade.fingerprint(), "health.bestpeer"))
                    .hasStackTraceContaining("does not come from the authority");
            assertThatThrownBy(() -> get(console, "localhost", trade.fingerprint(), null))
                    .hasStackTraceContaining("does not come from the authority");
        } finally {
            console.stop(0);
        }
    }

    @Test
    void aPinnedClientChecksTheName() throws IOException {
        HttpsServer console = console();
        try {
            Fingerprint pin = consoleAuthority.fingerprint();
            assertThatThrownBy(() -> get(console, "127.0.0.2", pin, null))
                    .hasStackTraceContaining("not for [127.0.0.2]");
        } finally {
            console.stop(0);
        }
    }

    private HttpsServer console() throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(networks.keys().httpsContext()));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 5);
            exchange.getResponseBody().write("hello".getBytes(UTF_8));
            exchange.close();
        });
        server.start();
        return server;
    }

    private String get(HttpsServer server, String host, Fingerprint pin, @Nullable String name) throws IOException {
        URI uri =
                URI.create("https://%s:%d/".formatted(host, server.getAddress().getPort()));
        HttpsURLConnection connection = (HttpsURLConnection) uri.toURL().openConnection();
        connection.setSSLSocketFactory(new PinnedSockets(new PinnedTrust(pin, clock), name));
        return new String(connection.getInputStream().readAllBytes(), UTF_8);
    }
}
