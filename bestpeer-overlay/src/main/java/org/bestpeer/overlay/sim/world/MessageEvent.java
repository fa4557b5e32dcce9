package org.bestpeer.overlay.sim.world;

import org.bestpeer.overlay.PeerContact;
import org.jspecify.annotations.Nullable;

/** A message on its way. */
final class MessageEvent<M, S> extends Event {
    private final Network<M, S> network;
    final @Nullable Host<M, S> from;
    final Host<M, S> host;
    final PeerContact to;
    final M message;

    /** The life in whose inbox it waits while the process stands still. */
    private @Nullable Life<M, S> waitingFor;

    MessageEvent(Network<M, S> network, @Nullable Host<M, S> from, Host<M, S> host, PeerContact to, M message) {
        this.network = network;
        this.from = from;
        this.host = host;
        this.to = to;
        this.message = message;
    }

    @Override
    boolean fire() {
        if (waitingFor == null && network.stops(this)) {
            return false;
        }
        if (waitingFor != null && waitingFor.isOver()) {
            return false;
        }
        if (host.defers(this)) {
            waitingFor = host.life();
            return false;
        }
        return host.deliver(to, message);
    }
}
