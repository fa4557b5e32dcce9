package org.bestpeer.overlay.sim.explore;

import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.bestpeer.overlay.sim.world.Process;
import org.bestpeer.overlay.sim.world.ProcessFactory;

/**
 * What the explorer is to know of a protocol. Two processes with the same hash must behave the same from then on, whatever
 * they are given; leave out counters that only count, and times.
 *
 * @param factory starts processes
 * @param messageHash tells messages apart
 * @param snapshotHash tells snapshots apart
 * @param view takes out of a process, as an immutable value, all that hash and checks need
 * @param viewHash tells states of a process apart
 * @param <M> kind of message
 * @param <S> kind of snapshot
 * @param <V> kind of view
 */
public record ExplorerSpec<M, S, V>(
        ProcessFactory<M, S> factory,
        ToLongFunction<? super M> messageHash,
        ToLongFunction<? super S> snapshotHash,
        Function<? super Process<M>, ? extends V> view,
        ToLongFunction<? super V> viewHash) {}
