package org.bestpeer.overlay.sim.world;

import java.time.Duration;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;

/**
 * Stands between the processes and the network: may watch, drop, change, delay, repeat and forge messages. Faults befall
 * what it lets through.
 *
 * @param <M> kind of message
 */
@FunctionalInterface
public interface Interceptor<M> {
    /** A process has sent a message; nothing leaves but what is given to the way out, now or later. */
    void sent(PeerId from, PeerContact to, M message, WayOut<M> out);

    /** Where messages leave a process. */
    @FunctionalInterface
    interface WayOut<M> {
        void send(PeerContact to, M message, Duration later);

        default void send(PeerContact to, M message) {
            send(to, message, Duration.ZERO);
        }
    }
}
