package org.bestpeer.node.cli;

import org.jspecify.annotations.Nullable;

/** A command failed; the message is the one line that its user sees. */
final class CliException extends RuntimeException {
    CliException(String message) {
        super(message);
    }

    CliException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
