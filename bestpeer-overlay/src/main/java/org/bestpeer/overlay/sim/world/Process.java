package org.bestpeer.overlay.sim.world;

/**
 * One life of an actor: hears messages; does all else through its environment.
 *
 * @param <M> kind of message
 */
@FunctionalInterface
public interface Process<M> {
    void receive(M message);
}
