package org.bestpeer.engine;

import org.jspecify.annotations.Nullable;

/**
 * A failure that a user can read: what was wrong, where, and what to do, under a closed {@link ErrorCode}.
 * The message holds no secret, no class name and no literal of the user's data.
 */
public final class BestPeerException extends RuntimeException {
    private final ErrorCode code;

    public BestPeerException(ErrorCode code, String message) {
        this(code, message, null);
    }

    public BestPeerException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** Which of the known failures this is. */
    public ErrorCode code() {
        return code;
    }
}
