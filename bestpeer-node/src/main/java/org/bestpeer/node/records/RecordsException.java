package org.bestpeer.node.records;

import org.jspecify.annotations.Nullable;

/** A node's records cannot be opened, read or written; the message is for the person who runs the node. */
public final class RecordsException extends RuntimeException {
    public RecordsException(String message) {
        super(message);
    }

    public RecordsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
