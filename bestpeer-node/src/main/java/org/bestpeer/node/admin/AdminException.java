package org.bestpeer.node.admin;

import org.jspecify.annotations.Nullable;

/** Administration was refused; the message says what was wrong and what to do, and holds no secret. */
public final class AdminException extends RuntimeException {
    private final AdminError error;

    public AdminException(AdminError error, String message) {
        this(error, message, null);
    }

    public AdminException(AdminError error, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.error = error;
    }

    /** Which of the known refusals this is. */
    public AdminError error() {
        return error;
    }
}
