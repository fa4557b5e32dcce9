package org.bestpeer.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bestpeer.node.admin.AdminToken;
import org.bestpeer.overlay.PeerAddress;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminClientTest {
    @TempDir
    Path directory = Path.of("");

    private final KeyPair authorityKey = key();
    private final X509Certificate authority = certificate("CN=ca", authorityKey, authorityKey, true);
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final HttpsServer server = server();

    AdminClientTest() throws Exception {}

    @BeforeEach
    void start() {
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add("%s %s %s %s"
                    .formatted(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI(),
                            exchange.getRequestHeaders().getFirst("Authorization"),
                            body));
            boolean refuse = exchange.getRequestURI().getPath().equals("/refuse");
            byte[] answer = (refuse ? "{\"error\":\"there is no network x\",\"code\":\"not_found\"}" : "{\"rows\":2}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(refuse ? 404 : 200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void talksToTheNodeWhoseAuthorityIsPinned() throws Exception {
        AdminClient client = client(PinnedAuthority.fingerprint(authority));
        assertThat(client.send("POST", "/a", Map.of("x", 1)).path("rows").asInt())
                .isEqualTo(2);
        Path file = Files.writeString(directory.resolve("t.csv"), "a,b\n");
        assertThat(client.upload("/up", file).path("rows").asInt()).isEqualTo(2);
        String bearer = "Bearer " + "s".repeat(43);
        assertThat(requests).containsExactly("POST /a " + bearer + " {\"x\":1}", "POST /up " + bearer + " a,b\n");
    }

    @Test
    void givesNoTokenToAnotherNode() {
        AdminClient client = client("sha256:" + "0".repeat(64));
        assertThatThrownBy(() -> client.send("GET", "/a", null))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("is not the one of this admin token file");
        assertThat(requests).isEmpty();
    }

    @Test
    void passesOnWhatTheNodeSays() throws Exception {
        AdminClient client = client(PinnedAuthority.fingerprint(authority));
        assertThatThrownBy(() -> client.send("GET", "/refuse", null))
                .isInstanceOf(CliException.class)
                .hasMessage("there is no network x");
    }

    @Test
    void saysThatNobodyAnswers() throws Exception {
        AdminClient client = client(PinnedAuthority.fingerprint(authority));
        server.stop(0);
        assertThatThrownBy(() -> client.send("GET", "/a", null))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("no node answers at 127.0.0.1:");
    }

    @Test
    void refusesAChainThatOnlyCarriesTheAuthority() throws Exception {
        KeyPair stranger = key();
        X509Certificate forged = certificate("CN=node", stranger, stranger, false);
        PinnedAuthority trust = new PinnedAuthority(PinnedAuthority.fingerprint(authority));
        assertThatThrownBy(() -> trust.checkServerTrusted(new X509Certificate[] {forged, authority}, "ECDHE_ECDSA"))
                .hasMessageContaining("not what it claims to be");
    }

    private AdminClient client(String fingerprint) {
        PeerAddress address = new PeerAddress("127.0.0.1", server.getAddress().getPort());
        return new AdminClient(address, new AdminToken("s".repeat(43), fingerprint));
    }

    private HttpsServer server() throws Exception {
        KeyPair leafKey = key();
        X509Certificate leaf = certificate("CN=node", leafKey, authorityKey, false);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("node", leafKey.getPrivate(), new char[0], new Certificate[] {leaf, authority});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        HttpsServer https = create();
        https.setHttpsConfigurator(new HttpsConfigurator(context));
        return https;
    }

    private static HttpsServer create() throws IOException {
        return HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    private static KeyPair key() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static X509Certificate certificate(String subject, KeyPair key, KeyPair signer, boolean isAuthority)
            throws Exception {
        Instant now = Instant.now();
        var builder = new JcaX509v3CertificateBuilder(
                new X500Name("CN=ca"),
                BigInteger.valueOf(now.toEpochMilli()),
                Date.from(now.minusSeconds(60)),
                Date.from(now.plusSeconds(3600)),
                new X500Name(subject),
                key.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
    }
}
