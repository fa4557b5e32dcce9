package org.bestpeer.overlay.sim;

import java.util.function.Consumer;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.Envelope;
import org.bestpeer.overlay.sim.world.Interceptor;

/** Lets everything pass, and shows it to somebody. */
record Tap(Consumer<Envelope> watcher) implements Interceptor<Envelope> {
    static void on(Simulation simulation, Consumer<Envelope> watcher) {
        simulation.world().intercept(new Tap(watcher));
    }

    @Override
    public void sent(PeerId from, PeerContact to, Envelope message, WayOut<Envelope> out) {
        watcher.accept(message);
        out.send(to, message);
    }
}
