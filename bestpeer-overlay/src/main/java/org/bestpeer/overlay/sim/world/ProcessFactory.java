package org.bestpeer.overlay.sim.world;

import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.env.Environment;

/**
 * Starts an actor, at first and after every crash; may return different kinds of actors for different names.
 *
 * @param <M> kind of message
 * @param <S> kind of snapshot
 */
@FunctionalInterface
public interface ProcessFactory<M, S> {
    /**
     * Starts a life.
     *
     * @param self name of the actor and where it is reached in this life
     * @param life number of this life, from 1
     */
    Process<M> start(PeerContact self, long life, Environment<M, S> env);
}
