package org.bestpeer.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A failure that a user can read: what was wrong, where, and what to do, under a closed {@link ErrorCode}.
 * The message holds no secret, no class name and no literal of the user's data.
 */
public final class BestPeerException extends RuntimeException {
    private final ErrorCode code;
    private final transient List<MissingOwner> missing;

    public BestPeerException(ErrorCode code, String message) {
        this(code, message, null);
    }

    public BestPeerException(ErrorCode code, String message, @Nullable Throwable cause) {
        this(code, message, List.of(), cause);
    }

    /** A failure because of owners that are missing. */
    public BestPeerException(ErrorCode code, String message, List<MissingOwner> missing, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.missing = List.copyOf(missing);
    }

    /** Which of the known failures this is. */
    public ErrorCode code() {
        return code;
    }

    /** The owners without whose rows there is no complete answer; empty for other failures, or if nobody knows who it is. */
    public List<MissingOwner> missing() {
        return missing;
    }
}
