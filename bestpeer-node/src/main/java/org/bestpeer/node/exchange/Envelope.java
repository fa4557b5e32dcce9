package org.bestpeer.node.exchange;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.algebra.PartitioningCodec;
import org.bestpeer.engine.exec.FragmentTask;
import org.bestpeer.engine.placement.Site;
import org.bestpeer.engine.plan.Routes;
import org.bestpeer.node.wire.FragmentRequest;
import org.bestpeer.node.wire.SealedRequest;
import org.bestpeer.node.wire.ShuffleInput;
import org.bestpeer.node.wire.ShuffleOutput;
import org.bestpeer.overlay.transport.PeerIdentity;

/**
 * The envelope in which a fragment travels: the home peer vouches for its company's user and names the owner, the
 * destinations and the digest of the plan; the owner believes nothing else. It is sealed with a key that the home peer has granted
 * the owner under its signature. Thread-safe.
 */
final class Envelope {
    static final int VERSION = 3;

    /** How long a request is taken after it was sealed, and how far clocks may be apart. */
    private static final Duration LIFE = Duration.ofSeconds(60);

    private static final int NONCE_BYTES = 16;
    private static final int MAX_NONCES = 200_000;
    /** Peers to which, or from which, repartitioned rows of one fragment go. */
    private static final int MOST_STREAMS = 1024;

    private final PeerIdentity self;
    private final KeyGrants grants;
    private final GrantedKeys keys;
    private final Clock clock;
    private final SecureRandom random;
    private final Destinations allowed;
    private final NonceCache nonces = new NonceCache(MAX_NONCES, LIFE.multipliedBy(2));
    private final Instant startedAt;

    /** @param allowed to whom rows of this peer may be sent along */
    Envelope(PeerIdentity self, Signatures signatures, Clock clock, SecureRandom random, Destinations allowed) {
        this.self = self;
        this.grants = new KeyGrants(self, signatures, clock, random);
        this.keys = new GrantedKeys(self, signatures, clock);
        this.clock = clock;
        this.random = random;
        this.allowed = allowed;
        this.startedAt = clock.instant();
    }

    /**
     * Seals a task.
     *
     * @param plan the task's plan as it travels
     * @param inputs where the repartitioned rows are that it reads
     */
    byte[] seal(FragmentTask task, byte[] plan, List<ShuffleInput> inputs, int credit) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        SortedSet<String> destinations = new TreeSet<>();
        destinations.add(self.peer().value());
        task.routes().destinations().forEach(site -> destinations.add(site.peer()));
        FragmentRequest.Builder unsigned = FragmentRequest.newBuilder()
                .setVersion(VERSION)
                .setNetwork(task.principal().network())
                .setQueryId(task.queryId())
                .setFragment(task.fragment())
                .setUser(task.principal().user())
                .setCompany(task.principal().company())
                .setHomePeer(self.peer().value())
                .setOwner(task.site().peer())
                .addAllDestinations(destinations)
                .putAllLoadVersions(task.loadVersions())
                .setSchemaVersion(task.schemaVersion())
                .setNonce(ByteString.copyFrom(nonce))
                .setIssuedAt(clock.millis())
                .setDeadline(task.deadline().toEpochMilli())
                .setCredit(credit)
                .setDigest(ByteString.copyFrom(sha256(plan)))
                .setPlan(ByteString.copyFrom(plan))
                .addAllInputs(inputs);
        task.routes().output().ifPresent(output -> unsigned.setOutput(output(output)));
        KeyGrants.Granted granted = grants.to(task.site().peer());
        byte[] request = unsigned.build().toByteArray();
        return granted.sealed()
                .setRequest(ByteString.copyFrom(request))
                .setMac(ByteString.copyFrom(granted.key().mac(request)))
                .build()
                .toByteArray();
    }

    private static ShuffleOutput output(Routes.Output output) {
        return ShuffleOutput.newBuilder()
                .setPartitioning(ByteString.copyFrom(PartitioningCodec.encode(output.partitioning())))
                .addAllReceivers(output.receivers().stream().map(Site::peer).toList())
                .build();
    }

    /**
     * Opens a request that came over a connection of {@code caller}.
     *
     * @throws BestPeerException saying what is wrong with it
     */
    FragmentRequest open(byte[] bytes, PeerIdentity caller) {
        FragmentRequest request;
        PeerIdentity signer;
        try {
            SealedRequest sealed = SealedRequest.parseFrom(bytes);
            signer = keys.sealer(sealed);
            request = FragmentRequest.parseFrom(sealed.getRequest());
        } catch (InvalidProtocolBufferException e) {
            throw new BestPeerException(ErrorCode.INVALID_STATEMENT, "the fragment request cannot be read", e);
        }
        if (request.getVersion() != VERSION) {
            throw new BestPeerException(
                    ErrorCode.NOT_SUPPORTED,
                    "the request has envelope version %d, this peer takes version %d; bring both peers to one release"
                            .formatted(request.getVersion(), VERSION));
        }
        checkParties(request, signer, caller);
        checkFreshness(request);
        checkDestinations(request, caller);
        return request;
    }

    private void checkParties(FragmentRequest request, PeerIdentity signer, PeerIdentity caller) {
        require(signer.equals(caller), "the request was not sealed by the peer that sent it");
        require(request.getNetwork().equals(self.network()), "the request is for another network");
        require(request.getHomePeer().equals(caller.peer().value()), "the request names another home peer");
        require(request.getCompany().equals(caller.company()), "a peer vouches for users of its own company only");
        require(!request.getUser().isEmpty(), "the request names no user");
        require(request.getOwner().equals(self.peer().value()), "the request is for another owner");
        require(request.getDestinationsList().contains(caller.peer().value()), "rows go to the home peer first");
        require(
                MessageDigest.isEqual(
                        request.getDigest().toByteArray(),
                        sha256(request.getPlan().toByteArray())),
                "the plan is not the one that was sealed");
    }

    /** A home peer that knows of newer peers than this one plans again, and in the end sends nothing along. */
    private void checkDestinations(FragmentRequest request, PeerIdentity caller) {
        require(
                request.getOutput().getReceiversCount() <= MOST_STREAMS
                        && request.getInputsList().stream()
                                        .mapToInt(ShuffleInput::getSourcesCount)
                                        .sum()
                                <= MOST_STREAMS,
                "it sends or reads rows by too many streams");
        require(
                request.getDestinationsList().containsAll(request.getOutput().getReceiversList()),
                "its rows go to peers that are not among its destinations");
        Set<String> tables = request.getLoadVersionsMap().keySet();
        for (String peer : request.getDestinationsList()) {
            if (!peer.equals(caller.peer().value()) && !allowed.mayReceive(peer, tables)) {
                throw new BestPeerException(
                        ErrorCode.STALE,
                        "rows of %s may not go to peer %s, or it is not known here yet"
                                .formatted(String.join(", ", new TreeSet<>(tables)), peer));
            }
        }
    }

    private void checkFreshness(FragmentRequest request) {
        Instant now = clock.instant();
        Instant issued = Instant.ofEpochMilli(request.getIssuedAt());
        require(
                Duration.between(issued, now).abs().compareTo(LIFE) <= 0,
                "the request is too old or too new; set the clocks of both peers");
        // Nonces from before a restart are forgotten, so requests from before it are not taken.
        require(!issued.isBefore(startedAt), "the request is older than this peer");
        require(nonces.note(request.getNonce(), now), "the request was seen before");
        if (now.isAfter(Instant.ofEpochMilli(request.getDeadline()))) {
            throw new BestPeerException(ErrorCode.DEADLINE_EXCEEDED, "the deadline of the query has passed");
        }
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new BestPeerException(ErrorCode.ACCESS_DENIED, "fragment refused: " + otherwise);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
