package org.bestpeer.overlay.sim.world;

import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/**
 * What a world is to know of the protocol that lives in it.
 *
 * @param factory starts processes
 * @param messageHash tells messages apart; must not depend on identity, so no {@code hashCode} of enums or arrays
 * @param wire what happens to a message on its way, such as encoding and decoding
 * @param storage what happens to a snapshot on its way to the disk
 * @param <M> kind of message
 * @param <S> kind of snapshot
 */
public record WorldSpec<M, S>(
        ProcessFactory<M, S> factory, ToLongFunction<M> messageHash, UnaryOperator<M> wire, UnaryOperator<S> storage) {

    /** Messages and snapshots must be immutable, as they are handed over as they are. */
    public static <M, S> WorldSpec<M, S> of(ProcessFactory<M, S> factory, ToLongFunction<M> messageHash) {
        return new WorldSpec<>(factory, messageHash, UnaryOperator.identity(), UnaryOperator.identity());
    }

    public WorldSpec<M, S> withWire(UnaryOperator<M> newWire) {
        return new WorldSpec<>(factory, messageHash, newWire, storage);
    }

    public WorldSpec<M, S> withStorage(UnaryOperator<S> newStorage) {
        return new WorldSpec<>(factory, messageHash, wire, newStorage);
    }
}
