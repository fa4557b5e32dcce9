package org.bestpeer.overlay.env;

import java.util.Optional;

/**
 * Keeps one value across restarts, also after a kill in the middle of a write.
 *
 * @param <S> kind of value
 */
public interface Disk<S> {
    /** The value saved last. */
    Optional<S> load();

    /** Replaces the value, all or nothing; durable on return. */
    void save(S snapshot);
}
