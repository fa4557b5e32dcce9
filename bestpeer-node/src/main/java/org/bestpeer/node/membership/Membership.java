package org.bestpeer.node.membership;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.node.bootstrap.SchemaCheck;
import org.bestpeer.node.identity.CurrentCredentials;
import org.bestpeer.node.identity.PeerCredentials;
import org.bestpeer.overlay.PeerAddress;

/**
 * What makes a data directory that of a member of a network.
 *
 * @param credentials key and certificate
 * @param catalogue newest catalogue snapshot
 * @param bootstrap where the bootstrap is
 */
public record Membership(CurrentCredentials credentials, CatalogueHolder catalogue, PeerAddress bootstrap) {
    private static final String IDENTITY = "identity";
    private static final String CATALOGUE = "catalogue.json";
    private static final String BOOTSTRAP = "bootstrap.address";

    /**
     * Opens the membership that a directory holds, or enrols.
     *
     * @param bootstrap where the bootstrap is, if it was given; remembered for the next start
     * @param token enrolment token, if one was given; not needed once enrolled
     * @param self where this peer expects to be reached
     */
    public static Membership open(
            Path data, Optional<PeerAddress> bootstrap, Optional<String> token, PeerAddress self, SchemaCheck schemas) {
        Clock clock = Clock.systemUTC();
        try {
            if (!PeerCredentials.existIn(data.resolve(IDENTITY))) {
                enrol(data, required(bootstrap), token.orElseThrow(Membership::notEnrolled), self, schemas, clock);
            }
            PeerAddress address = bootstrap.isPresent() ? bootstrap.get() : remembered(data);
            Files.writeString(data.resolve(BOOTSTRAP), address.toString());
            CatalogueHolder catalogue = CatalogueHolder.load(data.resolve(CATALOGUE), schemas)
                    .orElseThrow(() -> new BestPeerException(
                            ErrorCode.INTERNAL, "the data directory %s has no %s".formatted(data, CATALOGUE)));
            PeerCredentials credentials = PeerCredentials.load(data.resolve(IDENTITY));
            return new Membership(new CurrentCredentials(credentials, clock), catalogue, address);
        } catch (IOException e) {
            throw new BestPeerException(
                    ErrorCode.INTERNAL, "the data directory %s cannot be used: %s".formatted(data, e.getMessage()), e);
        }
    }

    /** Keeps renewed credentials and uses them from now on. */
    public void renewed(Path data, PeerCredentials next) {
        next.save(data.resolve(IDENTITY), new SecureRandom());
        credentials.replace(next);
    }

    private static void enrol(
            Path data, PeerAddress bootstrap, String token, PeerAddress self, SchemaCheck schemas, Clock clock)
            throws IOException {
        SecureRandom random = new SecureRandom();
        Path identity = Files.createDirectories(data.resolve(IDENTITY));
        EnrolmentClient.Result result = new EnrolmentClient(clock, random).enrol(bootstrap.host(), token, self);
        CatalogueHolder.create(data.resolve(CATALOGUE), schemas, result.snapshot());
        // Last, because its presence says that the peer is enrolled.
        result.credentials().save(identity, random);
    }

    private static PeerAddress required(Optional<PeerAddress> bootstrap) {
        return bootstrap.orElseThrow(Membership::notEnrolled);
    }

    private static PeerAddress remembered(Path data) throws IOException {
        return PeerAddress.parse(Files.readString(data.resolve(BOOTSTRAP)).strip());
    }

    private static BestPeerException notEnrolled() {
        return new BestPeerException(
                ErrorCode.INVALID_LOGIN,
                "this peer is not enrolled yet; start it once with --bootstrap HOST:PORT and --token-file FILE");
    }
}
