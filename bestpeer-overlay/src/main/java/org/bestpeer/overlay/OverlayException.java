package org.bestpeer.overlay;

import org.jspecify.annotations.Nullable;

/** The overlay could not do what was asked; the message says why. An operation that failed may be repeated. */
public final class OverlayException extends RuntimeException {
    public OverlayException(String message) {
        super(message);
    }

    public OverlayException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
