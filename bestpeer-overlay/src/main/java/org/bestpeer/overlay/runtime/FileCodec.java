package org.bestpeer.overlay.runtime;

import java.util.function.Function;
import org.bestpeer.overlay.wire.MalformedMessageException;

/**
 * How a value is written to a file.
 *
 * @param encode its bytes
 * @param decode reads them; throws {@link MalformedMessageException} for others
 */
record FileCodec<S>(Function<S, byte[]> encode, Function<byte[], S> decode) {}
