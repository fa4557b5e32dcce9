package org.bestpeer.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpServerTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicReference<Path> uploaded = new AtomicReference<>();
    private final BlockingQueue<Boolean> ends = new LinkedBlockingQueue<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        HttpHandler echo = r -> new Response(200, "text/plain", r.body(), Map.of());
        HttpHandler upload = r -> {
            Path file = r.upload().orElseThrow();
            uploaded.set(file);
            return Response.text(200, "" + Files.size(file));
        };
        HttpHandler slow = r -> {
            r.line().watch(ends::add);
            release.await();
            return Response.text(200, "done");
        };
        server = HttpServer.start(
                config(0, PlainPolicy.LOOPBACK),
                List.of(
                        Route.exact("POST", "/echo", echo).withBodyLimit(1_000),
                        Route.exact("POST", "/upload", upload).withUpload(1 << 20),
                        Route.exact("GET", "/slow", slow),
                        Route.under("GET", "/tree", r -> Response.text(200, r.path() + r.query())),
                        Route.exact("GET", "/broken", r -> {
                            throw new IOException("secret");
                        })));
    }

    @AfterEach
    void stop() {
        release.countDown();
        server.close();
    }

    private static HttpConfig config(int port, PlainPolicy plain) {
        return new HttpConfig(
                "test",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                Optional.empty(),
                plain,
                new HttpLimits(2, 1, 20, 10, Duration.ofMillis(400), Duration.ofMillis(300)));
    }

    @Test
    void answersByRoute() throws Exception {
        assertThat(get("/tree/a%20b?x=1&x=2").body()).isEqualTo("/tree/a b{x=2}");
        assertThat(get("/tree").statusCode()).isEqualTo(200);
        assertThat(get("/treehouse").statusCode()).isEqualTo(404);
        assertThat(get("/nowhere").statusCode()).isEqualTo(404);
        assertThat(get("/echo").statusCode()).isEqualTo(405);
        assertThat(post("/echo", BodyPublishers.ofString("ä")).body()).isEqualTo("ä");
    }

    @Test
    void noticesThatAClientHangsUpWhileItWaits() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.localPort())) {
            socket.getOutputStream().write("GET /slow HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(ends.poll(200, TimeUnit.MILLISECONDS)).isNull();
        }
        assertThat(ends.poll(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatAClientSendsWhileItWaitsIsKept() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.localPort())) {
            socket.getOutputStream().write("GET /slow HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(ends.poll(200, TimeUnit.MILLISECONDS)).isNull();
            socket.getOutputStream().write("GET /tree/next HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(ends.poll(200, TimeUnit.MILLISECONDS)).isNull();
            release.countDown();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .containsSubsequence("done", "/tree/next{}");
        }
    }

    @Test
    void aConnectionThatTheServerClosesIsNotHungUp() throws Exception {
        release.countDown();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.localPort())) {
            socket.getOutputStream().write("GET /slow HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .contains("done");
            assertThat(ends.poll(5, TimeUnit.SECONDS)).isFalse();
        }
    }

    @Test
    void hidesWhatAHandlerThrew() throws Exception {
        HttpResponse<String> answer = get("/broken");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).startsWith("internal error ").doesNotContain("secret");
    }

    @Test
    void keepsBodiesWithinTheirLimits() throws Exception {
        assertThat(post("/echo", BodyPublishers.ofByteArray(new byte[1_000])).statusCode())
                .isEqualTo(200);
        assertThat(post("/echo", BodyPublishers.ofByteArray(new byte[1_001])).statusCode())
                .isEqualTo(413);
        assertThat(post("/echo", chunked(10)).statusCode()).isEqualTo(411);
        assertThat(post("/upload", chunked(1 << 20)).body()).isEqualTo("1048576");
        Awaitility.await().until(() -> !Files.exists(uploaded.get()));
        assertThat(post("/upload", chunked((1 << 20) + 1)).statusCode()).isEqualTo(413);
    }

    private static HttpRequest.BodyPublisher chunked(int size) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[size]));
    }

    @Test
    void saysWhenItIsBusy() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> waiting = List.of(slow(), slow(), slow());
        Awaitility.await().until(() -> get("/slow").statusCode() == 503);
        release.countDown();
        for (CompletableFuture<HttpResponse<String>> answer : waiting) {
            assertThat(answer.get().statusCode()).isIn(200, 503);
        }
        assertThat(get("/slow").statusCode()).isEqualTo(200);
    }

    private CompletableFuture<HttpResponse<String>> slow() {
        return client.sendAsync(request("/slow").build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void endsConnectionsThatDoNothing() throws Exception {
        try (Socket half = new Socket(InetAddress.getLoopbackAddress(), server.localPort())) {
            half.getOutputStream()
                    .write("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab"
                            .getBytes(StandardCharsets.US_ASCII));
            half.setSoTimeout(5_000);
            assertThat(half.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void refusesPlainRequestsWhereOnlyTlsIsAllowed() throws Exception {
        try (HttpServer strict = HttpServer.start(
                config(0, PlainPolicy.NEVER), List.of(Route.exact("GET", "/", r -> Response.text(200, "x"))))) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + strict.localPort() + "/"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(403);
        }
    }

    @Test
    void namesThePortThatIsTaken() {
        assertThatThrownBy(() -> HttpServer.start(config(server.localPort(), PlainPolicy.LOOPBACK), List.of()))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("test cannot listen on ")
                .hasMessageContaining(":" + server.localPort());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, HttpRequest.BodyPublisher body) throws Exception {
        return client.send(request(path).POST(body).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + server.localPort() + path))
                .version(HttpClient.Version.HTTP_1_1);
    }
}
