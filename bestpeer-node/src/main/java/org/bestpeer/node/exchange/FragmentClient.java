package org.bestpeer.node.exchange;

import com.google.common.collect.MapMaker;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.algebra.AlgebraCodec;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.Exchange;
import org.bestpeer.engine.exec.FragmentTask;
import org.bestpeer.engine.placement.Site;
import org.bestpeer.engine.progress.Traffic;
import org.bestpeer.node.wire.ShuffleInput;
import org.bestpeer.node.wire.ShuffleSource;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.transport.PeerIdentity;
import org.bestpeer.overlay.transport.PeerTransport;
import org.bestpeer.overlay.transport.PeerTransport.IncomingStream;
import org.bestpeer.overlay.transport.Service;

/** The home peer's side: signs fragment requests, sends them to their owners, and brings the rows. Thread-safe. */
public final class FragmentClient implements Exchange {
    private final PeerTransport transport;
    private final ContactBook contacts;
    private final Envelope envelope;
    private final Clock clock;
    /** Of plans that are in use, each itself: a fragment's plan goes to many owners. */
    private final Map<Operator, byte[]> encoded = new MapMaker().weakKeys().makeMap();

    private final StreamWindows windows;

    public FragmentClient(
            PeerTransport transport,
            ContactBook contacts,
            PeerIdentity self,
            Signatures signatures,
            Clock clock,
            StreamWindows windows) {
        this.transport = transport;
        this.contacts = contacts;
        this.envelope = new Envelope(self, signatures, clock, new SecureRandom(), (peer, tables) -> false);
        this.clock = clock;
        this.windows = windows;
    }

    @Override
    public BatchStream open(FragmentTask task, Traffic traffic) {
        Duration left = Duration.between(clock.instant(), task.deadline());
        if (left.isNegative() || left.isZero()) {
            throw new BestPeerException(ErrorCode.DEADLINE_EXCEEDED, "the query took longer than its timeout");
        }
        OwnerRows.Owner owner = new OwnerRows.Owner(task.site(), task.tables(), task.deadline());
        PeerContact contact = contacts.find(new PeerId(task.site().peer()))
                .orElseThrow(() -> owner.unreachable("its address is not known", null));
        byte[] plan = encoded.computeIfAbsent(task.plan(), AlgebraCodec::encode);
        List<ShuffleInput> inputs = inputs(task);
        int window = windows.opened();
        boolean opened = false;
        try {
            byte[] request = envelope.seal(task, plan, inputs, window);
            IncomingStream stream = transport.open(contact, Service.FRAGMENT, request, window, left);
            traffic.sent(plan.length);
            opened = true;
            return new OwnerRows(owner, task.fields(), stream, traffic, windows, clock);
        } finally {
            if (!opened) {
                windows.closed();
            }
        }
    }

    private List<ShuffleInput> inputs(FragmentTask task) {
        List<ShuffleInput> inputs = new ArrayList<>();
        task.routes().inputs().forEach((fragment, input) -> {
            ShuffleInput.Builder wire = ShuffleInput.newBuilder()
                    .setFragment(fragment)
                    .setPart(input.part())
                    .addAllTables(input.tables());
            for (Site source : input.sources()) {
                OwnerRows.Owner owner = new OwnerRows.Owner(source, input.tables(), task.deadline());
                PeerAddress address = contacts.find(new PeerId(source.peer()))
                        .orElseThrow(() -> owner.unreachable("its address is not known", null))
                        .address();
                wire.addSources(ShuffleSource.newBuilder()
                        .setPeer(source.peer())
                        .setCompany(source.company())
                        .setHost(address.host())
                        .setPort(address.port()));
            }
            inputs.add(wire.build());
        });
        return inputs;
    }

    /** Fragments whose rows are still awaited, and parts of repartitioned ones. */
    public int open() {
        return windows.open();
    }
}
