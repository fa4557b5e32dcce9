package org.bestpeer.overlay.sim.world;

/**
 * One life of an actor: hears messages; does all else through its environment.
 *
 * @param <M> kind of message
 */
// The word of the literature; nothing here ever starts one of the operating system's.
@SuppressWarnings("JavaLangClash")
@FunctionalInterface
public interface Process<M> {
    void receive(M message);
}
