package org.bestpeer.node.exchange;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.Principal;
import org.bestpeer.engine.algebra.AlgebraCodec;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchCodec;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.node.wire.FragmentRequest;
import org.bestpeer.overlay.transport.PeerIdentity;
import org.bestpeer.overlay.transport.PeerTransport.OutgoingStream;
import org.bestpeer.overlay.transport.TransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The owner's side: checks the envelope, runs the fragment, streams its rows to the peer that asked. Thread-safe. */
public final class FragmentServer {
    private static final Logger LOG = LoggerFactory.getLogger(FragmentServer.class);

    private final Envelope envelope;
    private final Clock clock;
    private final LongSupplier schemaVersion;
    private final OwnerRunner runner;
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicLong rowsSent = new AtomicLong();
    private final AtomicLong fragmentsServed = new AtomicLong();
    private final AtomicLong bytesSent = new AtomicLong();
    private final AtomicLong bytesReceived = new AtomicLong();

    public FragmentServer(
            PeerIdentity self,
            Signatures signatures,
            Clock clock,
            LongSupplier schemaVersion,
            Destinations allowed,
            OwnerRunner runner) {
        this.envelope = new Envelope(self, signatures, clock, new SecureRandom(), allowed);
        this.clock = clock;
        this.schemaVersion = schemaVersion;
        this.runner = runner;
    }

    /** Handles one stream; see {@link org.bestpeer.overlay.transport.PeerTransport.StreamHandler}. */
    public void serve(PeerIdentity caller, byte[] bytes, OutgoingStream out) {
        running.incrementAndGet();
        try {
            FragmentRequest request = envelope.open(bytes, caller);
            fragmentsServed.incrementAndGet();
            bytesReceived.addAndGet(request.getPlan().size());
            try (BatchStream rows = start(request)) {
                out.onCancel(rows::close);
                send(rows, out, Instant.ofEpochMilli(request.getDeadline()));
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

    private void send(BatchStream rows, OutgoingStream out, Instant deadline) {
        for (Batch batch = rows.next(); batch != null && !out.cancelled(); batch = rows.next()) {
            for (byte[] piece : BatchCodec.encodeSplit(batch)) {
                bytesSent.addAndGet(piece.length);
                try {
                    out.send(piece, Duration.between(clock.instant(), deadline));
                } catch (TransportException e) {
                    if (!out.cancelled() && !clock.instant().isBefore(deadline)) {
                        throw new BestPeerException(
                                ErrorCode.DEADLINE_EXCEEDED,
                                "the rows were not taken within the query's time limit",
                                e);
                    }
                    throw e;
                }
            }
            rowsSent.addAndGet(batch.rows());
        }
    }

    /** Fragments that run now. */
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

    /** Fragments taken on since the start. */
    public long fragmentsServed() {
        return fragmentsServed.get();
    }

    private BatchStream start(FragmentRequest request) {
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
        Principal principal = new Principal(request.getNetwork(), request.getCompany(), request.getUser());
        return runner.run(plan, principal, request.getLoadVersionsMap(), Instant.ofEpochMilli(request.getDeadline()));
    }

    private static void collectTables(Operator operator, Set<String> tables) {
        if (operator instanceof Operator.Scan scan) {
            tables.add(scan.table());
        }
        operator.inputs().forEach(input -> collectTables(input, tables));
    }
}
