package org.bestpeer.node.config;

import org.jspecify.annotations.Nullable;

/** The configuration cannot be used; the message names the key and what it takes. */
public final class ConfigException extends RuntimeException {
    public ConfigException(String message) {
        super(message);
    }

    public ConfigException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
