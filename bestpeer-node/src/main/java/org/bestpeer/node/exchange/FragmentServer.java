package org.bestpeer.node.exchange;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.Principal;
import org.bestpeer.engine.admission.Admission;
import org.bestpeer.engine.admission.Ticket;
import org.bestpeer.engine.algebra.AlgebraCodec;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Partitioning;
import org.bestpeer.engine.algebra.PartitioningCodec;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchCodec;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.OwnerReportCodec;
import org.bestpeer.engine.exec.ShuffleReport;
import org.bestpeer.engine.exec.Workspace;
import org.bestpeer.engine.exec.operator.PartedRows;
import org.bestpeer.node.wire.FragmentRequest;
import org.bestpeer.node.wire.ShuffleOutput;
import org.bestpeer.overlay.transport.PeerIdentity;
import org.bestpeer.overlay.transport.PeerTransport;
import org.bestpeer.overlay.transport.PeerTransport.OutgoingStream;
import org.bestpeer.overlay.transport.Service;
import org.bestpeer.overlay.transport.TransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The owner's side: checks the envelope, runs the fragment, streams its rows to the peer that asked. Thread-safe. */
public final class FragmentServer {
    private static final Logger LOG = LoggerFactory.getLogger(FragmentServer.class);

    /** About so many bytes of rows are sent at once; a receiver counts on it. */
    static final int PIECE = 128 << 10;

    private final String company;
    private final Envelope envelope;
    private final Clock clock;
    private final LongSupplier schemaVersion;
    private final Work work;
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicLong rowsSent = new AtomicLong();
    private final AtomicLong fragmentsServed = new AtomicLong();
    private final AtomicLong bytesSent = new AtomicLong();
    private final AtomicLong bytesReceived = new AtomicLong();
    private final PartedFragments parted = new PartedFragments();
    private final ShuffleClient shuffles;
    private final ShuffleServer shuffled;

    /**
     * What serves fragments.
     *
     * @param runner runs them
     * @param admission decides which may run, by the companies that ask
     * @param workspaces what rows for other peers may hold until they are taken
     * @param transport by which repartitioned rows come
     * @param windows how many of them may be under way
     */
    public record Work(
            OwnerRunner runner,
            Admission admission,
            Supplier<Workspace> workspaces,
            PeerTransport transport,
            StreamWindows windows) {}

    public FragmentServer(
            PeerIdentity self,
            Signatures signatures,
            Clock clock,
            LongSupplier schemaVersion,
            Destinations allowed,
            Work work) {
        this.envelope = new Envelope(self, signatures, clock, new SecureRandom(), allowed);
        this.clock = clock;
        this.schemaVersion = schemaVersion;
        this.work = work;
        this.company = self.company();
        this.shuffles = new ShuffleClient(self, work.transport, work.windows, parted, clock);
        this.shuffled = new ShuffleServer(parted, clock, bytesSent::addAndGet);
    }

    /** Begins to take requests. */
    public void register() {
        work.transport.onStream(Service.FRAGMENT, this::serve);
        work.transport.onStream(Service.SHUFFLE, shuffled::serve);
    }

    /** Handles one stream; see {@link PeerTransport.StreamHandler}. */
    private void serve(PeerIdentity caller, byte[] bytes, OutgoingStream out) {
        running.incrementAndGet();
        try {
            FragmentRequest request = envelope.open(bytes, caller);
            fragmentsServed.incrementAndGet();
            bytesReceived.addAndGet(request.getPlan().size());
            try (Ticket ticket = work.admission().ticket(request.getCompany())) {
                out.onCancel(ticket::close);
                if (request.hasOutput()) {
                    shuffle(request, ticket, out);
                } else {
                    serve(request, ticket, out);
                }
            }
        } catch (BestPeerException e) {
            throw new TransportException.Remote(e.code().name(), String.valueOf(e.getMessage()));
        } catch (TransportException e) {
            if (!out.cancelled()) {
                // An end here would pass for the end of the rows.
                LOG.warn("a fragment's rows could not be sent", e);
                throw new TransportException.Remote(
                        ErrorCode.INTERNAL.name(), "the owner could not send all rows; its log says why");
            }
            LOG.debug("a fragment's receiver went away", e);
        } catch (RuntimeException e) {
            LOG.warn("a fragment failed", e);
            throw new TransportException.Remote(ErrorCode.INTERNAL.name(), "the owner failed; its log says why");
        } finally {
            running.decrementAndGet();
        }
    }

    /** Runs a fragment, and lets go of its place when its rows were used; a receiver's cancel ends also a long step of it. */
    private void run(
            FragmentRequest request, Operator plan, Ticket ticket, OutgoingStream out, Consumer<OwnerRun> use) {
        Instant deadline = deadline(request);
        Principal principal = new Principal(request.getNetwork(), request.getCompany(), request.getUser());
        Function<Operator.Shuffled, BatchStream> inputs = shuffles.inputs(request, ticket);
        ticket.enter(left(deadline));
        try (OwnerRun run = work.runner().run(plan, principal, request.getLoadVersionsMap(), deadline, inputs)) {
            out.onCancel(run::close);
            use.accept(run);
        } finally {
            ticket.leave();
        }
    }

    private void serve(FragmentRequest request, Ticket ticket, OutgoingStream out) {
        run(request, plan(request), ticket, out, run -> {
            sendAll(run.rows(), ticket, out, deadline(request));
            if (!out.cancelled()) {
                sendLast(OwnerReportCodec.encode(run.report().get()), out, deadline(request));
            }
        });
    }

    /** While it waits for its receiver, others may work in its place: the receiver may be waiting for them first. */
    private void sendAll(BatchStream rows, Ticket ticket, OutgoingStream out, Instant deadline) {
        for (Batch batch = rows.next(); batch != null && !out.cancelled(); batch = rows.next()) {
            List<byte[]> pieces = BatchCodec.encodeSplit(batch, PIECE);
            ticket.leave();
            for (byte[] piece : pieces) {
                bytesSent.addAndGet(piece.length);
                send(piece, out, deadline);
            }
            ticket.enter(left(deadline));
            rowsSent.addAndGet(batch.rows());
        }
    }

    /** The rows are kept for the peers that they go to; the home peer is told how far that is. */
    private void shuffle(FragmentRequest request, Ticket ticket, OutgoingStream out) {
        Instant deadline = deadline(request);
        Operator plan = plan(request);
        ShuffleOutput output = request.getOutput();
        Partitioning by = PartitioningCodec.decode(output.getPartitioning().toByteArray(), plan.fields());
        PartedFragments.Key key =
                new PartedFragments.Key(request.getHomePeer(), request.getQueryId(), request.getFragment());
        PartedRows kept = new PartedRows(plan.fields(), by, output.getReceiversCount(), PIECE, work.workspaces());
        try (kept) {
            out.onCancel(() -> {
                // Whether it cancelled or is gone: receivers that still work for it learn that they lack rows.
                kept.fail(lostHomePeer());
                kept.close();
            });
            run(request, plan, ticket, out, run -> {
                parted.begin(key, new PartedFragments.Parted(output.getReceiversList(), kept));
                report(ShuffleReport.begun(), out, deadline);
                part(run.rows(), kept);
                send(OwnerReportCodec.encode(run.report().get()), out, deadline);
            });
            rowsSent.addAndGet(kept.rows());
            if (kept.failure().isEmpty()) {
                report(kept(request, kept).batch(), out, deadline);
            }
            // After a failure as well: the receivers tell the home peer why, also those that come late.
            kept.awaitTaken(left(deadline));
            kept.failure().ifPresent(why -> {
                throw why;
            });
        } finally {
            parted.end(key, kept);
        }
    }

    private BestPeerException lostHomePeer() {
        return new BestPeerException(
                ErrorCode.OWNER_UNREACHABLE,
                "company %s lost the home peer while it sent rows of the query, so the result would be incomplete; repeat the query"
                        .formatted(company));
    }

    /** What falls to this peer itself is not sent. */
    private ShuffleReport kept(FragmentRequest request, PartedRows kept) {
        List<String> receivers = request.getOutput().getReceiversList();
        long bytes = IntStream.range(0, receivers.size())
                .filter(part -> !receivers.get(part).equals(request.getOwner()))
                .mapToLong(kept::bytes)
                .sum();
        return new ShuffleReport(kept.rows(), bytes);
    }

    private void report(Batch report, OutgoingStream out, Instant deadline) {
        byte[] piece = BatchCodec.encode(report);
        bytesSent.addAndGet(piece.length);
        send(piece, out, deadline);
    }

    private static void part(BatchStream rows, PartedRows kept) {
        try {
            for (Batch batch = rows.next(); batch != null && !kept.isTaken(); batch = rows.next()) {
                kept.add(batch);
            }
            kept.complete();
        } catch (BestPeerException e) {
            kept.fail(e);
        } catch (RuntimeException e) {
            LOG.warn("a fragment failed", e);
            kept.fail(new BestPeerException(ErrorCode.INTERNAL, "the owner failed; its log says why", e));
        }
    }

    private void send(byte[] piece, OutgoingStream out, Instant deadline) {
        sent(out, deadline, () -> out.send(piece, left(deadline)));
    }

    private void sendLast(byte[] piece, OutgoingStream out, Instant deadline) {
        sent(out, deadline, () -> out.sendLast(piece, left(deadline)));
    }

    private void sent(OutgoingStream out, Instant deadline, Runnable sending) {
        try {
            sending.run();
        } catch (TransportException e) {
            if (!out.cancelled() && !clock.instant().isBefore(deadline)) {
                throw new BestPeerException(
                        ErrorCode.DEADLINE_EXCEEDED, "the rows were not taken within the query's time limit", e);
            }
            throw e;
        }
    }

    private static Instant deadline(FragmentRequest request) {
        return Instant.ofEpochMilli(request.getDeadline());
    }

    private Duration left(Instant deadline) {
        return Duration.between(clock.instant(), deadline);
    }

    /** Fragments that were taken on and have not ended. */
    public int running() {
        return running.get();
    }

    /** Rows sent to other peers since the start. */
    public long rowsSent() {
        return rowsSent.get();
    }

    /** Bytes of encoded rows sent to other peers since the start. */
    public long bytesSent() {
        return bytesSent.get();
    }

    /** Bytes of fragments' plans, with what was sent along with them, since the start. */
    public long bytesReceived() {
        return bytesReceived.get();
    }

    /** Who runs fragments now, and who waits. */
    public Admission admission() {
        return work.admission();
    }

    /** Fragments taken on since the start. */
    public long fragmentsServed() {
        return fragmentsServed.get();
    }

    private Operator plan(FragmentRequest request) {
        if (request.getSchemaVersion() != schemaVersion.getAsLong()) {
            throw new BestPeerException(
                    ErrorCode.STALE,
                    "the query was planned for schema version %d, the owner has version %d"
                            .formatted(request.getSchemaVersion(), schemaVersion.getAsLong()));
        }
        Operator plan = AlgebraCodec.decode(request.getPlan().toByteArray());
        Set<String> tables = new HashSet<>();
        collectTables(plan, tables);
        if (!request.getLoadVersionsMap().keySet().equals(tables)) {
            throw new BestPeerException(
                    ErrorCode.INVALID_STATEMENT,
                    "fragment refused: it must name a load version for each of its tables");
        }
        return plan;
    }

    private static void collectTables(Operator operator, Set<String> tables) {
        if (operator instanceof Operator.Scan scan) {
            tables.add(scan.table());
        }
        operator.inputs().forEach(input -> collectTables(input, tables));
    }
}
