package org.bestpeer.overlay.env;

import java.util.random.RandomGenerator;

/**
 * All that a protocol may use of the world.
 *
 * @param <M> kind of message
 * @param <S> kind of snapshot
 */
public record Environment<M, S>(Clock clock, Scheduler scheduler, Net<M> net, Disk<S> disk, RandomGenerator random) {}
