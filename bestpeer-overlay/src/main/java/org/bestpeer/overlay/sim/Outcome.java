package org.bestpeer.overlay.sim;

import java.util.Optional;
import org.bestpeer.overlay.baton.Completion;
import org.jspecify.annotations.Nullable;

/**
 * How a command ended, if it has.
 *
 * @param <T> what it yields
 */
public final class Outcome<T> implements Completion<T> {
    private @Nullable T value;
    private @Nullable String failure;

    @Override
    public void done(T result) {
        end();
        value = result;
    }

    @Override
    public void failed(String reason) {
        end();
        failure = reason;
    }

    private void end() {
        if (isEnded()) {
            throw new IllegalStateException("a command ended twice");
        }
    }

    public boolean isEnded() {
        return value != null || failure != null;
    }

    /** What it yielded; empty if it failed or runs. */
    public Optional<T> value() {
        return Optional.ofNullable(value);
    }

    /** Why it failed; empty if it did not. */
    public Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /** What it yielded. */
    public T get() {
        if (value == null) {
            throw new IllegalStateException("no result: " + (failure == null ? "still running" : failure));
        }
        return value;
    }
}
