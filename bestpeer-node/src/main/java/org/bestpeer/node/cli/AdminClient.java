package org.bestpeer.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import org.bestpeer.node.admin.AdminException;
import org.bestpeer.node.admin.AdminToken;
import org.bestpeer.node.admin.Json;
import org.bestpeer.overlay.PeerAddress;
import org.jspecify.annotations.Nullable;

/** Administration over HTTPS; trusts only the authority that the admin token file names. */
final class AdminClient implements AdminConnector.AdminConnection {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration UPLOAD = Duration.ofHours(12);

    private final PeerAddress node;
    private final AdminToken token;
    private final HttpClient http;

    AdminClient(PeerAddress node, AdminToken token) {
        this.node = node;
        this.token = token;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .sslContext(pinned(token.fingerprint()))
                .build();
    }

    private static SSLContext pinned(String fingerprint) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new PinnedAuthority(fingerprint)}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new CliException("this Java has no TLS", e);
        }
    }

    @Override
    public JsonNode send(String method, String path, @Nullable Object body) {
        BodyPublisher publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(Json.write(body));
        return exchange(method, path, "application/json", publisher, ANSWER);
    }

    @Override
    public JsonNode upload(String path, Path file) {
        try {
            return exchange("POST", path, "text/csv", BodyPublishers.ofFile(file), UPLOAD);
        } catch (FileNotFoundException e) {
            throw new CliException("cannot read %s; does it exist?".formatted(file), e);
        }
    }

    private JsonNode exchange(String method, String path, String type, BodyPublisher body, Duration timeout) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://%s%s".formatted(node, path)))
                .timeout(timeout)
                .header("Authorization", "Bearer " + token.secret())
                .header("Content-Type", type)
                .method(method, body)
                .build();
        try {
            return answer(http.send(request, BodyHandlers.ofByteArray()));
        } catch (ConnectException e) {
            throw new CliException("no node answers at %s; is it running, and is --node right?".formatted(node), e);
        } catch (SSLException e) {
            throw new CliException(
                    "the node at %s is not the one of this admin token file, or serves no TLS".formatted(node), e);
        } catch (IOException e) {
            throw new CliException("the connection to %s failed; look at the node's log".formatted(node), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException("interrupted", e);
        }
    }

    private JsonNode answer(HttpResponse<byte[]> response) {
        JsonNode json;
        try {
            json = Json.tree(response.body());
        } catch (AdminException e) {
            throw new CliException("what answers at %s is no BestPeer node".formatted(node), e);
        }
        if (response.statusCode() >= 400) {
            throw new CliException(
                    json.path("error").asText("the node answered with HTTP status " + response.statusCode()));
        }
        return json;
    }
}
