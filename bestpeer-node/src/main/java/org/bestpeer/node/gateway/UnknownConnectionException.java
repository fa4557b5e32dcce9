package org.bestpeer.node.gateway;

/** The client names a connection that is not open, or not its own; a client of Avatica knows the code. */
final class UnknownConnectionException extends RuntimeException {
    static final int CODE = 1;
    static final String TEXT = "the connection is not open: it was idle for too long or the peer was restarted";

    UnknownConnectionException() {
        super(TEXT);
    }
}
