package org.bestpeer.node.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.Principal;
import org.bestpeer.engine.algebra.AlgebraCodec;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.exec.FragmentTask;
import org.bestpeer.engine.placement.Site;
import org.bestpeer.engine.plan.Routes;
import org.bestpeer.node.identity.CertificateAuthority;
import org.bestpeer.node.identity.CurrentCredentials;
import org.bestpeer.node.identity.PeerCredentials;
import org.bestpeer.node.wire.FragmentRequest;
import org.bestpeer.node.wire.SealedRequest;
import org.bestpeer.node.wire.ShuffleInput;
import org.bestpeer.node.wire.ShuffleOutput;
import org.bestpeer.node.wire.ShuffleSource;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.transport.PeerIdentity;
import org.junit.jupiter.api.Test;

/** What an owner believes of a fragment request, and what it refuses; real certificates and signatures. */
class EnvelopeTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final Clock CLOCK = at(Duration.ZERO);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final CertificateAuthority SHOP = CertificateAuthority.create("shop", CLOCK, RANDOM);

    private static final Party HOME = new Party(SHOP, identity("shop", "acme"));
    private static final Party OWNER = new Party(SHOP, identity("shop", "bolt"));
    private static final Party STRANGER = new Party(SHOP, identity("shop", "corp"));

    private final Envelope owner = OWNER.envelope(CLOCK);

    @Test
    void opensWhatTheHomePeerSealed() throws InvalidProtocolBufferException {
        FragmentRequest opened = owner.open(sealed(), HOME.identity());

        assertThat(opened.getQueryId()).isEqualTo("query-7");
        assertThat(opened.getUser()).isEqualTo("ann");
        assertThat(opened.getCompany()).isEqualTo("acme");
        assertThat(opened.getOwner()).isEqualTo("bolt-1");
        assertThat(opened.getDestinationsList()).containsExactly("acme-1");
        assertThat(opened.getLoadVersionsMap()).containsExactly(Map.entry("orders", 3L));
        assertThat(opened.getCredit()).isEqualTo(8);
        assertThat(AlgebraCodec.decode(opened.getPlan().toByteArray())).isEqualTo(plan());
    }

    @Test
    void refusesAnotherVersionAndNamesBoth() {
        assertThatThrownBy(() -> owner.open(changed(request -> request.setVersion(4)), HOME.identity()))
                .asInstanceOf(type(BestPeerException.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_SUPPORTED))
                .satisfies(e -> assertThat((Throwable) e)
                        .hasMessageContaining("version 4")
                        .hasMessageContaining("version 3"));
    }

    @Test
    void refusesWhatIsNotForThisOwnerInThisNetwork() {
        refuses("for another network", request -> request.setNetwork("mall"));
        refuses("for another owner", request -> request.setOwner("corp-1"));
        refuses("names another home peer", request -> request.setHomePeer("corp-1"));
    }

    @Test
    void refusesAUserOfAnotherCompanyOrOfNone() {
        refuses("users of its own company only", request -> request.setCompany("corp"));
        refuses("names no user", FragmentRequest.Builder::clearUser);
    }

    @Test
    void refusesToSendRowsElsewhere() {
        refuses("rows go to the home peer first", request -> request.clearDestinations()
                .addDestinations("dove-1"));
        assertThatThrownBy(() -> owner.open(changed(request -> request.addDestinations("corp-1")), HOME.identity()))
                .asInstanceOf(type(BestPeerException.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.STALE))
                .satisfies(e -> assertThat((Throwable) e)
                        .hasMessage("rows of orders may not go to peer corp-1, or it is not known here yet"));
    }

    @Test
    void takesDestinationsThatMaySeeItsRows() {
        FragmentRequest opened = owner.open(changed(request -> request.addDestinations("dove-1")), HOME.identity());

        assertThat(opened.getDestinationsList()).containsExactly("acme-1", "dove-1");
    }

    @Test
    void refusesReceiversThatAreNoDestinationsAndTooManyOfThem() {
        refuses(
                "not among its destinations",
                r -> r.setOutput(ShuffleOutput.newBuilder().addReceivers("evil-1")));
        refuses(
                "too many streams",
                r -> r.setOutput(ShuffleOutput.newBuilder().addAllReceivers(Collections.nCopies(2000, "acme-1"))));
        refuses(
                "too many streams",
                r -> r.addInputs(ShuffleInput.newBuilder()
                        .addAllSources(Collections.nCopies(2000, ShuffleSource.getDefaultInstance()))));
    }

    @Test
    void refusesAPlanThatIsNotTheSignedDigests() {
        byte[] other = AlgebraCodec.encode(new Operator.Values(plan().fields(), List.of(List.of())));
        refuses("the plan is not the one that was sealed", request -> request.setPlan(ByteString.copyFrom(other)));
        refuses("the plan is not the one that was sealed", FragmentRequest.Builder::clearDigest);
    }

    @Test
    void refusesWhatWasChangedAfterItWasSealed() throws InvalidProtocolBufferException {
        SealedRequest good = SealedRequest.parseFrom(sealed());
        FragmentRequest asked = FragmentRequest.parseFrom(good.getRequest());
        ByteString changed = asked.toBuilder().setUser("bob").build().toByteString();
        byte[] signature = good.getSignature().toByteArray();
        signature[signature.length - 1] ^= 1;
        owner.open(good.toByteArray(), HOME.identity());

        refuses("not what was sealed", good.toBuilder().setRequest(changed), HOME.identity());
        refuses("not what was sealed", good.toBuilder().clearMac(), HOME.identity());
        refuses(
                "the signature is not that of",
                good.toBuilder().setSignature(ByteString.copyFrom(signature)),
                HOME.identity());
        refuses("the signature is not that of", good.toBuilder().clearSignature(), HOME.identity());
        refuses("fragment refused: ", good.toBuilder().clearCertificate(), HOME.identity());
        refuses(
                "the signature is not that of",
                good.toBuilder()
                        .setCertificate(
                                ByteString.copyFrom(STRANGER.signatures(CLOCK).certificate())),
                HOME.identity());
    }

    @Test
    void refusesASealOfAnotherPeerThanTheCaller() throws InvalidProtocolBufferException {
        refuses(
                "not sealed by the peer that sent it",
                SealedRequest.parseFrom(sealed()).toBuilder(),
                STRANGER.identity());
    }

    @Test
    void refusesACertificateOfAnotherAuthorityOrNetwork() throws InvalidProtocolBufferException {
        Party forged = new Party(CertificateAuthority.create("shop", CLOCK, RANDOM), HOME.identity());
        Party abroad = new Party(CertificateAuthority.create("mall", CLOCK, RANDOM), identity("mall", "acme"));

        refuses("fragment refused: ", sealedBy(forged), HOME.identity());
        refuses("this network is not known here", sealedBy(abroad), abroad.identity());
    }

    @Test
    void refusesAKeyThatWasGrantedToAnotherOwnerOrTooLongAgo() throws InvalidProtocolBufferException {
        ByteString request = SealedRequest.parseFrom(sealed()).getRequest();

        refuses("key is for another owner", HOME.seal(request, CLOCK, "corp-1"), HOME.identity());
        refuses("too old or too new", HOME.seal(request, at(Duration.ofSeconds(-121)), "bolt-1"), HOME.identity());
        refuses("too old or too new", HOME.seal(request, at(Duration.ofSeconds(61)), "bolt-1"), HOME.identity());
        owner.open(
                HOME.seal(request, at(Duration.ofSeconds(-30)), "bolt-1")
                        .build()
                        .toByteArray(),
                HOME.identity());
    }

    @Test
    void oneKeyServesUntilHalfItsLifeIsOver() {
        KeyGrants now = new KeyGrants(HOME.identity(), HOME.signatures(CLOCK), CLOCK, RANDOM);

        assertThat(now.to("bolt-1").grant()).isEqualTo(now.to("bolt-1").grant());
        assertThat(now.to("bolt-1").grant()).isNotEqualTo(now.to("corp-1").grant());
        assertThat(now.to("bolt-1").until()).isEqualTo(NOW.plusSeconds(30));
        assertThat(now.to("bolt-1").key()).hasToString("SealKey");
    }

    @Test
    void refusesTheSameRequestTwice() {
        byte[] once = sealed();
        owner.open(once, HOME.identity());

        assertDenied("the request was seen before", () -> owner.open(once, HOME.identity()));
        owner.open(sealed(), HOME.identity());
    }

    @Test
    void refusesWhatIsTooOldOrFromTheFuture() {
        refuses("too old or too new", request -> request.setIssuedAt(millis(Duration.ofSeconds(-61))));
        refuses("too old or too new", request -> request.setIssuedAt(millis(Duration.ofSeconds(61))));
        owner.open(changed(request -> request.setIssuedAt(millis(Duration.ofSeconds(60)))), HOME.identity());
    }

    /** The nonces from before the restart are gone. */
    @Test
    void refusesWhatWasSealedBeforeItStarted() {
        refuses("older than this peer", request -> request.setIssuedAt(millis(Duration.ofSeconds(-1))));
    }

    @Test
    void refusesWhatIsPastItsDeadline() {
        assertThatThrownBy(() -> owner.open(
                        changed(request -> request.setDeadline(millis(Duration.ofMillis(-1)))), HOME.identity()))
                .asInstanceOf(type(BestPeerException.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED))
                .satisfies(e -> assertThat((Throwable) e).hasMessage("the deadline of the query has passed"));
    }

    @Test
    void refusesWhatIsNoRequestAtAll() {
        assertThatThrownBy(() -> owner.open(new byte[] {(byte) 0xff, 1, 2, 3}, HOME.identity()))
                .asInstanceOf(type(BestPeerException.class))
                .satisfies(e -> assertThat((Throwable) e).hasMessage("the fragment request cannot be read"));
    }

    private void refuses(String why, UnaryOperator<FragmentRequest.Builder> change) {
        assertDenied(why, () -> owner.open(changed(change), HOME.identity()));
    }

    private void refuses(String why, SealedRequest.Builder signed, PeerIdentity caller) {
        assertDenied(why, () -> owner.open(signed.build().toByteArray(), caller));
    }

    private static void assertDenied(String why, Runnable attempt) {
        assertThatThrownBy(attempt::run)
                .asInstanceOf(type(BestPeerException.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ACCESS_DENIED))
                .satisfies(e -> assertThat((Throwable) e)
                        .hasMessageStartingWith("fragment refused: ")
                        .hasMessageContaining(why));
    }

    /** What a home peer that cheats can do: change the request and seal that. */
    private static byte[] changed(UnaryOperator<FragmentRequest.Builder> change) {
        try {
            FragmentRequest.Builder request =
                    FragmentRequest.parseFrom(SealedRequest.parseFrom(sealed()).getRequest()).toBuilder();
            return HOME.seal(change.apply(request).build().toByteString())
                    .build()
                    .toByteArray();
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static SealedRequest.Builder sealedBy(Party signer) throws InvalidProtocolBufferException {
        return signer.seal(SealedRequest.parseFrom(sealed()).getRequest());
    }

    private static byte[] sealed() {
        FragmentTask task = new FragmentTask(
                "query-7",
                0,
                new Site("bolt-1", "bolt"),
                plan(),
                new Principal("shop", "acme", "ann"),
                1,
                Map.of("orders", 3L),
                NOW.plusSeconds(30),
                Routes.HOME);
        return HOME.envelope(CLOCK).seal(task, AlgebraCodec.encode(task.plan()), List.of(), 8);
    }

    private static Operator.Values plan() {
        return new Operator.Values(List.of(), List.of());
    }

    private static long millis(Duration fromNow) {
        return NOW.plus(fromNow).toEpochMilli();
    }

    private static Clock at(Duration fromNow) {
        return Clock.fixed(NOW.plus(fromNow), ZoneOffset.UTC);
    }

    private static PeerIdentity identity(String network, String company) {
        return new PeerIdentity(network, company, new PeerId(company + "-1"));
    }

    private record Party(PeerIdentity identity, PeerCredentials credentials) {
        Party(CertificateAuthority authority, PeerIdentity identity) {
            this(identity, authority.credentials(identity, List.of("localhost"), Duration.ofHours(1)));
        }

        Signatures signatures(Clock clock) {
            return new PeerSignatures(new CurrentCredentials(credentials, clock));
        }

        Envelope envelope(Clock clock) {
            return new Envelope(
                    identity,
                    signatures(clock),
                    clock,
                    RANDOM,
                    (peer, tables) -> peer.equals("dove-1") && tables.equals(Set.of("orders")));
        }

        /** With a grant for the owner. */
        SealedRequest.Builder seal(ByteString request) {
            return seal(request, CLOCK, OWNER.identity().peer().value());
        }

        SealedRequest.Builder seal(ByteString request, Clock clock, String grantee) {
            KeyGrants.Granted granted = new KeyGrants(identity, signatures(clock), clock, RANDOM).to(grantee);
            return granted.sealed()
                    .setRequest(request)
                    .setMac(ByteString.copyFrom(granted.key().mac(request.toByteArray())));
        }
    }
}
