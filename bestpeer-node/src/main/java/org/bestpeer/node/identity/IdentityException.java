package org.bestpeer.node.identity;

import org.jspecify.annotations.Nullable;

/** A certificate, key, request or token is not what it should be; the message says which and why. */
public final class IdentityException extends RuntimeException {
    public IdentityException(String message) {
        super(message);
    }

    public IdentityException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
