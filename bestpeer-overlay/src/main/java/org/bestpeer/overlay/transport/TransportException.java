package org.bestpeer.overlay.transport;

import org.jspecify.annotations.Nullable;

/** A peer was not reached, went away, or refused. */
public class TransportException extends RuntimeException {
    public TransportException(String message) {
        super(message);
    }

    public TransportException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** What the handler at the far end answered instead of a result; the connection is fine. */
    public static final class Remote extends TransportException {
        private final String code;

        public Remote(String code, String message) {
            super(message);
            this.code = code;
        }

        /** The far end's code, a word that both ends know. */
        public String code() {
            return code;
        }
    }
}
