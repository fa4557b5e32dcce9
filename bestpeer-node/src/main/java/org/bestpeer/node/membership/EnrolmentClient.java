package org.bestpeer.node.membership;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.HttpsURLConnection;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.node.admin.AdminException;
import org.bestpeer.node.admin.Json;
import org.bestpeer.node.bootstrap.CatalogueSnapshot;
import org.bestpeer.node.bootstrap.EnrolRequest;
import org.bestpeer.node.bootstrap.Enrolled;
import org.bestpeer.node.identity.CertificateRequest;
import org.bestpeer.node.identity.EnrolmentToken;
import org.bestpeer.node.identity.IdentityException;
import org.bestpeer.node.identity.PeerCredentials;
import org.bestpeer.node.identity.Pem;
import org.bestpeer.node.identity.PinnedSockets;
import org.bestpeer.node.identity.PinnedTrust;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.transport.PeerIdentity;

/** Gets a peer into its network: shows the token, proves to have a key, and comes back with a certificate. */
public final class EnrolmentClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final int MAX_ANSWER = 8 << 20;

    private final Clock clock;
    private final SecureRandom random;

    public EnrolmentClient(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /** What enrolment gave. */
    public record Result(PeerCredentials credentials, CatalogueSnapshot snapshot) {}

    /**
     * Enrols at the console of the bootstrap, whose host is known and whose authority the token names.
     *
     * @param self where this peer expects to be reached
     * @throws BestPeerException if the bootstrap is not reached, is not the token's, or refuses
     */
    public Result enrol(String bootstrapHost, String tokenText, PeerAddress self) {
        try {
            EnrolmentToken token = EnrolmentToken.parse(tokenText);
            CertificateRequest request = CertificateRequest.create(random);
            byte[] body = Json.write(new EnrolRequest(token.secret(), self.toString(), request.encoded()));
            Enrolled enrolled = Json.read(post(bootstrapHost, token, body), Enrolled.class);
            List<X509Certificate> chain =
                    Pem.read(String.join("", enrolled.certificate().chain()));
            return new Result(request.complete(chain, token.ca(), clock), enrolled.snapshot());
        } catch (IdentityException | AdminException e) {
            throw new BestPeerException(ErrorCode.INVALID_LOGIN, "enrolment failed: " + e.getMessage(), e);
        }
    }

    private byte[] post(String host, EnrolmentToken token, byte[] body) {
        URI console = URI.create("https://%s:%d/enrol".formatted(host, token.consolePort()));
        try {
            HttpsURLConnection connection = (HttpsURLConnection) console.toURL().openConnection();
            connection.setSSLSocketFactory(
                    new PinnedSockets(new PinnedTrust(token.ca(), clock), PeerIdentity.serverName(token.network())));
            // The trust manager checked the server's name already: by host, or by the network it was asked for.
            connection.setHostnameVerifier((name, session) -> true);
            connection.setConnectTimeout((int) TIMEOUT.toMillis());
            connection.setReadTimeout((int) TIMEOUT.toMillis());
            connection.setRequestMethod("POST");
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            connection.getOutputStream().write(body);
            boolean good = connection.getResponseCode() / 100 == 2;
            try (InputStream in = good ? connection.getInputStream() : connection.getErrorStream()) {
                byte[] answer = in == null ? new byte[0] : in.readNBytes(MAX_ANSWER);
                if (!good) {
                    throw new BestPeerException(ErrorCode.INVALID_LOGIN, "the bootstrap refused: " + reason(answer));
                }
                return answer;
            }
        } catch (IOException e) {
            throw new BestPeerException(
                    ErrorCode.CONNECTION_REFUSED,
                    "the bootstrap's console at %s:%d is not reachable: %s"
                            .formatted(host, token.consolePort(), e.getMessage()),
                    e);
        }
    }

    private static String reason(byte[] answer) {
        try {
            return Json.tree(answer).path("error").asText("no reason given");
        } catch (AdminException e) {
            return "no reason given";
        }
    }
}
