package org.bestpeer.node.exchange;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.MissingOwner;
import org.bestpeer.engine.algebra.AlgebraCodec;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchCodec;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.Exchange;
import org.bestpeer.engine.exec.FragmentTask;
import org.bestpeer.engine.progress.Traffic;
import org.bestpeer.engine.type.Field;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.transport.PeerIdentity;
import org.bestpeer.overlay.transport.PeerTransport;
import org.bestpeer.overlay.transport.PeerTransport.IncomingStream;
import org.bestpeer.overlay.transport.Service;
import org.bestpeer.overlay.transport.TransportException;
import org.jspecify.annotations.Nullable;

/** The home peer's side: signs fragment requests, sends them to their owners, and brings the rows. Thread-safe. */
public final class FragmentClient implements Exchange {
    private static final int WINDOW = 8;

    private final PeerTransport transport;
    private final ContactBook contacts;
    private final Envelope envelope;
    private final Clock clock;
    private final long bufferBytes;
    private final AtomicInteger open = new AtomicInteger();

    /** @param bufferBytes about what all streams together may hold of rows that nobody has taken yet */
    public FragmentClient(
            PeerTransport transport,
            ContactBook contacts,
            PeerIdentity self,
            Signatures signatures,
            Clock clock,
            long bufferBytes) {
        this.transport = transport;
        this.contacts = contacts;
        this.envelope = new Envelope(self, signatures, clock, new SecureRandom(), (peer, tables) -> false);
        this.clock = clock;
        this.bufferBytes = bufferBytes;
    }

    @Override
    public BatchStream open(FragmentTask task, Traffic traffic) {
        Duration left = Duration.between(clock.instant(), task.deadline());
        if (left.isNegative() || left.isZero()) {
            throw new BestPeerException(ErrorCode.DEADLINE_EXCEEDED, "the query took longer than its timeout");
        }
        PeerContact owner = contacts.find(new PeerId(task.site().peer()))
                .orElseThrow(() -> unreachable(task, "its address is not known", null));
        byte[] plan = AlgebraCodec.encode(task.plan());
        int window = window(open.incrementAndGet());
        boolean opened = false;
        try {
            byte[] request = envelope.seal(task, plan, window);
            IncomingStream stream = transport.open(owner, Service.FRAGMENT, request, window, left);
            traffic.sent(plan.length);
            opened = true;
            return new Rows(task, stream, traffic);
        } finally {
            if (!opened) {
                open.decrementAndGet();
            }
        }
    }

    /** The more streams are open, the less each of them may have under way, but never nothing. */
    private int window(int streams) {
        return (int) Math.max(1, Math.min(WINDOW, bufferBytes / FragmentServer.PIECE / streams));
    }

    /** Fragments whose rows are still awaited. */
    public int open() {
        return open.get();
    }

    private static BestPeerException unreachable(FragmentTask task, String reason, @Nullable Throwable cause) {
        MissingOwner owner =
                new MissingOwner(task.site().company(), Optional.of(task.site().peer()), task.tables());
        return new BestPeerException(
                ErrorCode.OWNER_UNREACHABLE,
                ("company %s could not be asked for table %s, so the result would be incomplete: %s;"
                                + " repeat the query once its peer %s is back")
                        .formatted(
                                task.site().company(),
                                String.join(", ", task.tables()),
                                reason,
                                task.site().peer()),
                List.of(owner),
                cause);
    }

    private final class Rows implements BatchStream {
        private final FragmentTask task;
        private final IncomingStream stream;
        private final Traffic traffic;
        private final AtomicBoolean over = new AtomicBoolean();

        Rows(FragmentTask task, IncomingStream stream, Traffic traffic) {
            this.task = task;
            this.stream = stream;
            this.traffic = traffic;
        }

        @Override
        public List<Field> fields() {
            return task.plan().fields();
        }

        @Override
        public @Nullable Batch next() {
            try {
                byte[] bytes = stream.next();
                if (bytes == null) {
                    ended();
                    return null;
                }
                traffic.received(bytes.length);
                return BatchCodec.decode(bytes, fields());
            } catch (TransportException.Remote e) {
                throw failed(e);
            } catch (TransportException e) {
                if (!clock.instant().isBefore(task.deadline())) {
                    throw new BestPeerException(
                            ErrorCode.DEADLINE_EXCEEDED,
                            "company %s did not answer for table %s within the query's timeout"
                                    .formatted(task.site().company(), String.join(", ", task.tables())),
                            e);
                }
                throw unreachable(task, String.valueOf(e.getMessage()), e);
            }
        }

        @Override
        public void close() {
            ended();
            stream.close();
        }

        private void ended() {
            if (over.compareAndSet(false, true)) {
                open.decrementAndGet();
            }
        }

        private BestPeerException failed(TransportException.Remote e) {
            for (ErrorCode code : ErrorCode.values()) {
                if (code.name().equals(e.code())) {
                    return new BestPeerException(code, String.valueOf(e.getMessage()), e);
                }
            }
            return new BestPeerException(
                    ErrorCode.OVERLOADED,
                    "company %s refused the fragment: %s".formatted(task.site().company(), e.getMessage()),
                    e);
        }
    }
}
