package org.bestpeer.node;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.bestpeer.node.identity.CertificateAuthority;
import org.bestpeer.node.identity.PeerCredentials;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.transport.PeerIdentity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody on the wire between peers sees, and what a stranger who dials a peer gets: nothing. */
class WireIT {
    private static final String NETWORK = "shop";
    private static final String TABLE = "secretshipments";
    private static final String MARKER = "CONFIDENTIAL-MARKER-";
    private static final int ROWS = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Resources OPENED = new Resources();

    @TempDir
    static Path directory = Path.of("");

    private static TestNetwork network;
    private static List<CapturingProxy> proxies;
    private static Peer home;
    private static Peer owner;

    @BeforeAll
    static void start() throws IOException {
        network = OPENED.own(new TestNetwork(
                directory,
                NETWORK,
                "CREATE TABLE %s (id INTEGER NOT NULL, note VARCHAR(200), PRIMARY KEY (id));".formatted(TABLE)));
        PeerAddress homeListens = Addresses.withPort(new PeerAddress("127.0.0.1", 0));
        PeerAddress ownerListens = Addresses.withPort(new PeerAddress("127.0.0.1", 0));
        CapturingProxy toHome = OPENED.own(new CapturingProxy(homeListens));
        CapturingProxy toOwner = OPENED.own(new CapturingProxy(ownerListens));
        CapturingProxy toBootstrap = OPENED.own(new CapturingProxy(network.bootstrapAddress()));
        proxies = List.of(toHome, toOwner, toBootstrap);
        home = network.addPeer("acme", homeListens, toHome.address(), toBootstrap.address());
        owner = network.addPeer("bolt", ownerListens, toOwner.address(), toBootstrap.address());
        owner.load(Map.of(
                TABLE,
                IntStream.range(0, ROWS)
                        .mapToObj(i -> new Object[] {i, MARKER + UUID.randomUUID()})
                        .iterator()));
    }

    @AfterAll
    static void stop() {
        OPENED.close();
    }

    @Test
    void nothingOfDataQueriesOrOverlayMessagesIsReadable() throws SQLException {
        CapturingProxy toOwner = proxies.get(1);
        long before = toOwner.bytes();
        assertThat(answer()).hasSize(ROWS).allMatch(row -> row.contains("|" + MARKER));
        assertThat(toOwner.bytes() - before)
                .as("random text cannot be sent in less")
                .isGreaterThan(ROWS * 16L);

        for (CapturingProxy proxy : proxies) {
            assertThat(proxy.captured())
                    .as("traffic through %s", proxy.address())
                    .isNotEmpty();
            long encrypted = 0;
            for (byte[] direction : proxy.captured()) {
                assertUnreadable(direction);
                TlsRecords records = TlsRecords.of(direction);
                encrypted += records.encrypted();
                // The randoms and keys of a handshake hold shorter runs by chance: each tenth run of this test, ten
                // letters.
                assertThat(texts(records.clear(), 20))
                        .as("clear text of the handshake")
                        .allMatch(text -> text.contains(NETWORK + ".bestpeer"));
            }
            assertThat(encrypted).isGreaterThan(1_000);
        }
    }

    private static void assertUnreadable(byte[] direction) {
        String seen = new String(direction, ISO_8859_1).toLowerCase(Locale.ROOT);
        assertThat(seen)
                .doesNotContain(MARKER.toLowerCase(Locale.ROOT))
                .doesNotContain(TABLE)
                .doesNotContain("select", "where ", "order by")
                .doesNotContain("acme", "bolt-", "bestpeer://", "localhost", "bootstrap");
        assertThat(texts(direction, 24)).as("long runs of clear text").isEmpty();
        assertThat(seen.replace(NETWORK + ".bestpeer", "")).doesNotContain("bestpeer");
    }

    /** The control: with the same eyes, a table name in the open is seen. */
    @Test
    void theSearchSeesWhatIsInTheOpen() throws IOException {
        try (CapturingProxy proxy = new CapturingProxy(new PeerAddress("127.0.0.1", owner.peerPort()));
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), proxy.address().port())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(("select * from " + TABLE + " where true").getBytes(US_ASCII));
            assertThat(answerOf(socket).hungUp()).isTrue();
            assertThat(proxy.captured())
                    .anyMatch(direction -> texts(direction, 24).stream().anyMatch(text -> text.contains(TABLE)));
        }
    }

    @Test
    void refusesAClientThatSpeaksNoTls() throws IOException, SQLException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), owner.peerPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
            Answer answer = answerOf(socket);
            assertThat(answer.hungUp()).isTrue();
            assertThat(texts(answer.bytes(), 4)).isEmpty();
            assertThat(answer.bytes().length).as("at most a TLS alert").isLessThanOrEqualTo(7);
        }
        assertStillWorks();
    }

    @Test
    void refusesAClientWithoutACertificate() throws Exception {
        assertRefused(Optional.empty());
        assertStillWorks();
    }

    @Test
    void refusesACertificateOfAnotherNetworksAuthority() throws Exception {
        assertRefused(Optional.of(stranger("mall")));
        // One that claims to be of this network.
        assertRefused(Optional.of(stranger(NETWORK)));
        assertStillWorks();
    }

    /** The control: the same dialling with a certificate of the network is waited for. */
    @Test
    void waitsForAMember() throws Exception {
        PeerCredentials member = PeerCredentials.load(network.home("acme").resolve("identity"));
        assertThat(dial(Optional.of(member)).hungUp()).isFalse();
    }

    private static void assertRefused(Optional<PeerCredentials> credentials) throws Exception {
        Answer answer = dial(credentials);
        assertThat(answer.hungUp()).isTrue();
        assertThat(answer.bytes()).isEmpty();
    }

    private static void assertStillWorks() throws SQLException {
        assertThat(answer()).hasSize(ROWS);
    }

    private static List<String> answer() throws SQLException {
        try (Connection connection =
                DriverManager.getConnection(home.jdbcUrl(), TestNetwork.USER, TestNetwork.PASSWORD)) {
            return QueryIT.rows(connection, "select id, note from %s where id >= 0 order by id".formatted(TABLE));
        }
    }

    private static PeerCredentials stranger(String network) {
        return CertificateAuthority.create(network, Clock.systemUTC(), new SecureRandom())
                .credentials(
                        new PeerIdentity(network, "acme", new PeerId("acme-1")),
                        List.of("localhost"),
                        Duration.ofHours(1));
    }

    /** Dials the owner as a peer would. */
    private static Answer dial(Optional<PeerCredentials> credentials) throws Exception {
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(
                credentials
                        .map(known -> new KeyManager[] {new AlwaysShown(known)})
                        .orElse(new KeyManager[0]),
                new TrustManager[] {new TrustsAll()},
                new SecureRandom());
        String serverName = PeerIdentity.serverName(NETWORK);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", owner.peerPort())) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(serverName)));
            socket.setSSLParameters(parameters);
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.startHandshake();
            assertThat(Optional.ofNullable(socket.getSession().getLocalCertificates())
                            .isPresent())
                    .as("whether the client showed a certificate")
                    .isEqualTo(credentials.isPresent());
            return answerOf(socket);
        } catch (SSLException refused) {
            return new Answer(true, new byte[0]);
        }
    }

    /** What comes until the far end hangs up, or falls silent for long. */
    private static Answer answerOf(Socket socket) throws IOException {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        boolean hungUp = true;
        try {
            InputStream in = socket.getInputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                received.write(next);
            }
        } catch (SocketTimeoutException silent) {
            hungUp = false;
        } catch (SSLException | SocketException refused) {
            hungUp = true;
        }
        return new Answer(hungUp, received.toByteArray());
    }

    private record Answer(boolean hungUp, byte[] bytes) {}

    /** Runs of printable ASCII of at least this length. */
    private static List<String> texts(byte[] bytes, int length) {
        return Stream.of(new String(bytes, ISO_8859_1).split("[^\\x20-\\x7e]+"))
                .filter(text -> text.length() >= length)
                .collect(Collectors.toList());
    }

    /** A stranger does not care who answers. */
    private static final class TrustsAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
