package org.bestpeer.node.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.Principal;
import org.bestpeer.engine.admission.Admission;
import org.bestpeer.engine.algebra.AlgebraCodec;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Partitioning;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.FragmentTask;
import org.bestpeer.engine.exec.Workspace;
import org.bestpeer.engine.placement.Site;
import org.bestpeer.engine.plan.Routes;
import org.bestpeer.engine.progress.OwnerReport;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.bestpeer.node.identity.CertificateAuthority;
import org.bestpeer.node.identity.CurrentCredentials;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.transport.PeerIdentity;
import org.bestpeer.overlay.transport.PeerTransport;
import org.bestpeer.overlay.transport.Service;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How fragments end whose receivers go away. */
class FragmentServerTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final CertificateAuthority SHOP = CertificateAuthority.create("shop", CLOCK, RANDOM);
    private static final PeerIdentity HOME = identity("acme");
    private static final PeerIdentity OWNER = identity("bolt");
    private static final List<Field> FIELDS = List.of(new Field("id", DataType.INTEGER));
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Handlers handlers = new Handlers();
    private final LongStep step = new LongStep();
    private final CancelledLater out = new CancelledLater();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aReceiverThatGoesAwayEndsAFragmentInTheMiddleOfALongStep(boolean repartitioned) throws Exception {
        FragmentServer server = new FragmentServer(
                OWNER,
                signatures(OWNER),
                CLOCK,
                () -> 1,
                (peer, tables) -> true,
                new FragmentServer.Work(
                        (plan, principal, versions, deadline, shuffled) ->
                                new OwnerRun(step, () -> new OwnerReport(List.of(), 0)),
                        Admission.unbounded(),
                        () -> Workspace.of(1 << 20),
                        handlers,
                        new StreamWindows(1 << 20)));
        server.register();
        byte[] request = sealed(repartitioned);

        CompletableFuture<Void> served = CompletableFuture.runAsync(() -> serve(request));
        assertThat(step.begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(server.running()).isOne();
        out.cancel();

        await().atMost(PATIENCE).until(served::isDone);
        assertThat(server.running()).isZero();
    }

    private void serve(byte[] request) {
        try {
            Objects.requireNonNull(handlers.streams.get(Service.FRAGMENT)).serve(HOME, request, out);
        } catch (Exception ended) {
            assertThat(ended).hasMessageContaining("the query is over");
        }
    }

    private static byte[] sealed(boolean repartitioned) {
        Partitioning byId = new Partitioning(List.of(0), List.of(DataType.INTEGER));
        Routes.Output parts = new Routes.Output(byId, List.of(new Site("acme-1", "acme")));
        FragmentTask task = new FragmentTask(
                "query-7",
                0,
                new Site("bolt-1", "bolt"),
                new Operator.Values(FIELDS, List.of()),
                new Principal("shop", "acme", "ann"),
                1,
                Map.of(),
                CLOCK.instant().plus(PATIENCE.multipliedBy(2)),
                repartitioned ? new Routes(Set.of(), Optional.of(parts), Map.of()) : Routes.HOME);
        return new Envelope(HOME, signatures(HOME), CLOCK, RANDOM, (peer, tables) -> true)
                .seal(task, AlgebraCodec.encode(task.plan()), List.of(), 8);
    }

    private static Signatures signatures(PeerIdentity of) {
        return new PeerSignatures(
                new CurrentCredentials(SHOP.credentials(of, List.of("localhost"), Duration.ofHours(1)), CLOCK));
    }

    private static PeerIdentity identity(String company) {
        return new PeerIdentity("shop", company, new PeerId(company + "-1"));
    }

    /** Rows that do not come before somebody closes their stream. */
    private static final class LongStep implements BatchStream {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public List<Field> fields() {
            return FIELDS;
        }

        @Override
        public Batch next() {
            begun.countDown();
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new BestPeerException(ErrorCode.CANCELLED, "the query is over");
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    /** A receiver that takes everything until it cancels. */
    private static final class CancelledLater implements PeerTransport.OutgoingStream {
        private final List<Runnable> actions = new ArrayList<>();
        private volatile boolean cancelled;

        @Override
        public void send(byte[] message, Duration patience) {}

        @Override
        public void sendLast(byte[] message, Duration patience) {}

        @Override
        public boolean cancelled() {
            return cancelled;
        }

        @Override
        public synchronized void onCancel(Runnable action) {
            actions.add(action);
        }

        void cancel() {
            cancelled = true;
            List<Runnable> all;
            synchronized (this) {
                all = List.copyOf(actions);
            }
            all.forEach(Runnable::run);
        }
    }

    /** Remembers who serves streams; nothing is sent. */
    private static final class Handlers implements PeerTransport {
        private final Map<Service, StreamHandler> streams = new EnumMap<>(Service.class);

        @Override
        public PeerAddress localAddress() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void start() {}

        @Override
        public void onMessage(Service service, MessageHandler handler) {}

        @Override
        public void onCall(Service service, CallHandler handler) {}

        @Override
        public void onStream(Service service, StreamHandler handler) {
            streams.put(service, handler);
        }

        @Override
        public void send(PeerContact to, Service service, byte[] payload) {}

        @Override
        public CompletableFuture<byte[]> call(PeerContact to, Service service, byte[] request, Duration timeout) {
            throw new UnsupportedOperationException();
        }

        @Override
        public IncomingStream open(PeerContact to, Service service, byte[] request, int window, Duration timeout) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
