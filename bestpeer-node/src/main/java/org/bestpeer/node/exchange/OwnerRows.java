package org.bestpeer.node.exchange;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.MissingOwner;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchCodec;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.OwnerReportCodec;
import org.bestpeer.engine.placement.Site;
import org.bestpeer.engine.progress.Traffic;
import org.bestpeer.engine.type.Field;
import org.bestpeer.overlay.transport.PeerTransport.IncomingStream;
import org.bestpeer.overlay.transport.TransportException;
import org.jspecify.annotations.Nullable;

/** Rows as they come from an owner; what goes wrong with it is told as people understand it. Pulled by one thread, closed by any. */
final class OwnerRows implements BatchStream {
    private final Owner owner;
    private final List<Field> fields;
    private final IncomingStream stream;
    private final Traffic traffic;
    private final StreamWindows windows;
    private final Clock clock;
    private final AtomicBoolean over = new AtomicBoolean();

    /**
     * Who is asked.
     *
     * @param tables what it reads for this
     * @param deadline until when
     */
    record Owner(Site site, List<String> tables, Instant deadline) {
        BestPeerException unreachable(String reason, @Nullable Throwable cause) {
            return new BestPeerException(
                    ErrorCode.OWNER_UNREACHABLE,
                    ("company %s could not be asked for table %s, so the result would be incomplete: %s;"
                                    + " repeat the query once its peer %s is back")
                            .formatted(site.company(), String.join(", ", tables), reason, site.peer()),
                    List.of(new MissingOwner(site.company(), Optional.of(site.peer()), tables)),
                    cause);
        }

        private BestPeerException late(TransportException cause) {
            return new BestPeerException(
                    ErrorCode.DEADLINE_EXCEEDED,
                    "company %s did not answer for table %s within the query's timeout"
                            .formatted(site.company(), String.join(", ", tables)),
                    cause);
        }

        private BestPeerException failed(TransportException.Remote failure) {
            for (ErrorCode code : ErrorCode.values()) {
                if (code.name().equals(failure.code())) {
                    return new BestPeerException(code, String.valueOf(failure.getMessage()), failure);
                }
            }
            return new BestPeerException(
                    ErrorCode.OVERLOADED,
                    "company %s refused the fragment: %s".formatted(site.company(), failure.getMessage()),
                    failure);
        }
    }

    /** @param windows are told when no more rows are awaited */
    OwnerRows(
            Owner owner,
            List<Field> fields,
            IncomingStream stream,
            Traffic traffic,
            StreamWindows windows,
            Clock clock) {
        this.owner = owner;
        this.fields = fields;
        this.stream = stream;
        this.traffic = traffic;
        this.windows = windows;
        this.clock = clock;
    }

    @Override
    public List<Field> fields() {
        return fields;
    }

    @Override
    public @Nullable Batch next() {
        try {
            for (byte[] bytes = stream.next(); bytes != null; bytes = stream.next()) {
                if (!OwnerReportCodec.isReport(bytes)) {
                    traffic.received(bytes.length);
                    return BatchCodec.decode(bytes, fields);
                }
                traffic.reported(OwnerReportCodec.decode(bytes));
            }
            ended();
            return null;
        } catch (TransportException.Remote e) {
            throw owner.failed(e);
        } catch (TransportException e) {
            throw clock.instant().isBefore(owner.deadline)
                    ? owner.unreachable(String.valueOf(e.getMessage()), e)
                    : owner.late(e);
        }
    }

    @Override
    public void close() {
        ended();
        stream.close();
    }

    private void ended() {
        if (over.compareAndSet(false, true)) {
            windows.closed();
        }
    }
}
