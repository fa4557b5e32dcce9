package org.bestpeer.overlay.wire;

/** Bytes that are no message or snapshot of ours. */
public final class MalformedMessageException extends RuntimeException {
    MalformedMessageException(String message) {
        super(message);
    }

    MalformedMessageException(String message, Throwable cause) {
        super(message, cause);
    }
}
