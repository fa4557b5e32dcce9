package org.bestpeer.jdbc;

import java.sql.SQLException;

/** Carries a finished SQLException through Avatica's methods that declare none. */
final class GatewayException extends RuntimeException {
    private final SQLException failure;

    GatewayException(SQLException failure) {
        super(failure.getMessage(), failure);
        this.failure = failure;
    }

    SQLException failure() {
        return failure;
    }
}
