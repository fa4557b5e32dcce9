package org.bestpeer.node.exchange;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.admission.Ticket;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.placement.Site;
import org.bestpeer.engine.progress.OwnerReport;
import org.bestpeer.engine.progress.Traffic;
import org.bestpeer.engine.type.Field;
import org.bestpeer.node.wire.FragmentRequest;
import org.bestpeer.node.wire.ShuffleInput;
import org.bestpeer.node.wire.ShuffleRequest;
import org.bestpeer.node.wire.ShuffleSource;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.transport.PeerIdentity;
import org.bestpeer.overlay.transport.PeerTransport;
import org.bestpeer.overlay.transport.Service;

/** Brings the rows of repartitioned fragments that fall to this peer. Thread-safe. */
final class ShuffleClient {
    private static final Traffic UNCOUNTED = new Traffic() {
        @Override
        public void sent(long bytes) {}

        @Override
        public void received(long bytes) {}

        @Override
        public void reported(OwnerReport report) {}

        @Override
        public void failed() {}
    };

    private final PeerIdentity self;
    private final PeerTransport transport;
    private final StreamWindows windows;
    private final PartedFragments own;
    private final Clock clock;

    /** @param own the fragments that run at this peer itself */
    ShuffleClient(PeerIdentity self, PeerTransport transport, StreamWindows windows, PartedFragments own, Clock clock) {
        this.self = self;
        this.transport = transport;
        this.windows = windows;
        this.own = own;
        this.clock = clock;
    }

    /**
     * The rows of each repartitioned fragment that a request's plan reads, opened when asked for.
     *
     * @param request says who has them
     * @param ticket is left while there are none: those who have them may need the place
     */
    Function<Operator.Shuffled, BatchStream> inputs(FragmentRequest request, Ticket ticket) {
        return shuffled -> {
            List<Field> fields = shuffled.fields();
            ShuffleInput input = request.getInputsList().stream()
                    .filter(i -> i.getFragment() == shuffled.exchange())
                    .findFirst()
                    .orElseThrow(() -> new BestPeerException(
                            ErrorCode.INVALID_STATEMENT,
                            "fragment refused: it does not say who sends it rows of " + shuffled.exchange()));
            Instant deadline = Instant.ofEpochMilli(request.getDeadline());
            List<BatchStream> sources = new ArrayList<>();
            for (ShuffleSource source : input.getSourcesList()) {
                sources.add(open(request, input, source, fields));
            }
            return new ShuffledStream(fields, sources, ticket, () -> left(deadline));
        };
    }

    private BatchStream open(FragmentRequest request, ShuffleInput input, ShuffleSource source, List<Field> fields) {
        Instant deadline = Instant.ofEpochMilli(request.getDeadline());
        if (source.getPeer().equals(self.peer().value())) {
            PartedFragments.Key key =
                    new PartedFragments.Key(request.getHomePeer(), request.getQueryId(), input.getFragment());
            return new OwnPart(own, key, input.getPart(), source.getPeer(), fields, () -> left(deadline));
        }
        OwnerRows.Owner owner =
                new OwnerRows.Owner(new Site(source.getPeer(), source.getCompany()), input.getTablesList(), deadline);
        PeerContact contact =
                new PeerContact(new PeerId(source.getPeer()), new PeerAddress(source.getHost(), source.getPort()));
        ShuffleRequest asked = ShuffleRequest.newBuilder()
                .setVersion(Envelope.VERSION)
                .setHomePeer(request.getHomePeer())
                .setQueryId(request.getQueryId())
                .setFragment(input.getFragment())
                .setPart(input.getPart())
                .setDeadline(request.getDeadline())
                .build();
        int window = windows.opened();
        boolean opened = false;
        try {
            BatchStream rows = new OwnerRows(
                    owner,
                    fields,
                    transport.open(contact, Service.SHUFFLE, asked.toByteArray(), window, left(deadline)),
                    UNCOUNTED,
                    windows,
                    clock);
            opened = true;
            return rows;
        } finally {
            if (!opened) {
                windows.closed();
            }
        }
    }

    private Duration left(Instant deadline) {
        return Duration.between(clock.instant(), deadline);
    }
}
