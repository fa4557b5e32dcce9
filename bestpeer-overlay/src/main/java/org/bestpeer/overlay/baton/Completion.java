package org.bestpeer.overlay.baton;

/**
 * Told once how a command ended.
 *
 * @param <T> what it yields
 */
public interface Completion<T> {
    void done(T value);

    /** The command failed, for this reason. */
    void failed(String reason);
}
