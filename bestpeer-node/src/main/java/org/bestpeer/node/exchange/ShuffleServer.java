package org.bestpeer.node.exchange;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongConsumer;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.exec.operator.PartedRows;
import org.bestpeer.node.wire.ShuffleRequest;
import org.bestpeer.overlay.transport.PeerIdentity;
import org.bestpeer.overlay.transport.PeerTransport.OutgoingStream;
import org.bestpeer.overlay.transport.TransportException;

/** Sends parts of repartitioned fragments to the peers that the home peer named. Thread-safe. */
final class ShuffleServer {
    private final PartedFragments fragments;
    private final Clock clock;
    private final LongConsumer sent;

    /** @param sent counts bytes of rows */
    ShuffleServer(PartedFragments fragments, Clock clock, LongConsumer sent) {
        this.fragments = fragments;
        this.clock = clock;
        this.sent = sent;
    }

    /** Handles one stream; see {@link org.bestpeer.overlay.transport.PeerTransport.StreamHandler}. */
    void serve(PeerIdentity caller, byte[] bytes, OutgoingStream out) {
        out.onCancel(fragments::wake);
        try {
            send(request(bytes), caller.peer().value(), out);
        } catch (BestPeerException e) {
            throw new TransportException.Remote(e.code().name(), String.valueOf(e.getMessage()));
        }
    }

    private static ShuffleRequest request(byte[] bytes) {
        try {
            ShuffleRequest request = ShuffleRequest.parseFrom(bytes);
            if (request.getVersion() == Envelope.VERSION) {
                return request;
            }
        } catch (InvalidProtocolBufferException e) {
            throw new BestPeerException(ErrorCode.INVALID_STATEMENT, "the request cannot be read", e);
        }
        throw new BestPeerException(
                ErrorCode.NOT_SUPPORTED, "the request is of another release; bring both peers to one release");
    }

    private void send(ShuffleRequest request, String receiver, OutgoingStream out) {
        PartedFragments.Key key =
                new PartedFragments.Key(request.getHomePeer(), request.getQueryId(), request.getFragment());
        int part = request.getPart();
        Instant deadline = Instant.ofEpochMilli(request.getDeadline());
        PartedRows rows = fragments.await(key, part, receiver, left(deadline), out::cancelled);
        rows.claim(part);
        out.onCancel(() -> rows.abandon(part));
        try {
            for (byte[] piece = rows.next(part, left(deadline));
                    piece != null && !out.cancelled();
                    piece = rows.next(part, left(deadline))) {
                sent.accept(piece.length);
                out.send(piece, left(deadline));
            }
        } finally {
            rows.abandon(part);
        }
    }

    private Duration left(Instant deadline) {
        return Duration.between(clock.instant(), deadline);
    }
}
