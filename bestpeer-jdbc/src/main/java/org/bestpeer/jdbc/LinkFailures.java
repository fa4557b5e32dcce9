package org.bestpeer.jdbc;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;

/** What went wrong between the driver and a peer, in words. */
final class LinkFailures {
    private LinkFailures() {}

    static SQLException explain(IOException failure, PeerHost host, String state) {
        if (failure instanceof Wire.ServerFailure server) {
            return SqlErrors.of(server.sqlState(), String.valueOf(server.getMessage()));
        }
        if (failure instanceof SocketTimeoutException && !state.equals("08001")) {
            return SqlErrors.of("HYT00", host + " did not answer in time");
        }
        SQLException explained = SqlErrors.of(state, "cannot reach " + host + ": " + reason(failure));
        explained.initCause(failure);
        return explained;
    }

    static String reason(IOException failure) {
        if (failure instanceof UnknownHostException) {
            return "no such host";
        }
        if (failure instanceof SocketTimeoutException) {
            return "it did not answer in time";
        }
        if (failure instanceof ConnectException) {
            return "connection refused; is the peer running, and is this the port of its front?";
        }
        if (failure instanceof SSLException) {
            return causedBy(failure, CertificateException.class)
                    ? "its certificate is not trusted; compare host name, sslFingerprint or sslRootCert"
                    : "TLS failed; is this the port of a front?";
        }
        if (failure instanceof EOFException || failure instanceof SocketException) {
            return "it closed the connection";
        }
        return String.valueOf(failure.getMessage());
    }

    private static boolean causedBy(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return true;
            }
        }
        return false;
    }
}
