package org.bestpeer.overlay.runtime;

import java.util.function.BiFunction;

/**
 * How a value and its changes are written to files.
 *
 * @param whole of a value
 * @param change bytes of what makes the second value of the first
 * @param apply makes the later value of the earlier one and such bytes
 */
record JournalCodec<S>(FileCodec<S> whole, BiFunction<S, S, byte[]> change, BiFunction<S, byte[], S> apply) {}
