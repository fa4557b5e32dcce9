package org.bestpeer.overlay.sim;

import org.bestpeer.overlay.baton.BatonPeer;
import org.bestpeer.overlay.baton.Completion;
import org.bestpeer.overlay.baton.Done;
import org.bestpeer.overlay.baton.Envelope;
import org.bestpeer.overlay.baton.Snapshot;
import org.bestpeer.overlay.env.Clock;
import org.bestpeer.overlay.env.Environment;
import org.bestpeer.overlay.epoch.EpochScheduler;
import org.bestpeer.overlay.sim.scenario.InvariantViolation;
import org.bestpeer.overlay.sim.world.Process;

/** A process of the protocol as the explorer runs it, with the clock it goes by. */
sealed interface Explored extends Process<Envelope> {
    Clock clock();

    /** A peer. In its first life it waits to be told to join. */
    record Peer(BatonPeer peer, Clock clock) implements Explored {
        static Peer begin(BatonPeer peer, long life, Environment<Envelope, Snapshot> env) {
            env.disk().load().ifPresent(saved -> {
                if (saved.incarnation() >= peer.incarnation()) {
                    throw new InvariantViolation(
                            "lives only rise", "%s lives its life %d again".formatted(peer.self(), peer.incarnation()));
                }
            });
            if (life > 1) {
                peer.join(ignored());
            }
            return new Peer(peer, env.clock());
        }

        @Override
        public void receive(Envelope message) {
            peer.receive(message);
        }
    }

    /** The scheduler. */
    record Scheduler(EpochScheduler scheduler, Clock clock) implements Explored {
        @Override
        public void receive(Envelope message) {
            scheduler.receive(message);
        }
    }

    /** Nobody waits for it. */
    static Completion<Done> ignored() {
        return Ignored.NOBODY;
    }

    /** Nobody waits for it. */
    enum Ignored implements Completion<Done> {
        NOBODY;

        @Override
        public void done(Done value) {}

        @Override
        public void failed(String reason) {}
    }
}
