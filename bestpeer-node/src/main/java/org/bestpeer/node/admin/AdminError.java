package org.bestpeer.node.admin;

import java.util.Locale;

/** The closed list of ways in which administration can be refused, each with its HTTP status. */
public enum AdminError {
    INVALID(400),
    INVALID_SCHEMA(400),
    UNAUTHORIZED(401),
    TOKEN_REFUSED(403),
    NOT_ENROLLED(403),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    EXISTS(409),
    IN_USE(409),
    INCOMPATIBLE(409),
    OUTDATED(409),
    TOO_LARGE(413),
    INTERNAL(500),
    UNAVAILABLE(503);

    private final int status;

    AdminError(int status) {
        this.status = status;
    }

    /** HTTP status of the answer. */
    public int status() {
        return status;
    }

    /** The word that travels. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
