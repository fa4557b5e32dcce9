package org.bestpeer.overlay.transport;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.NotSslRecordException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Why a connection failed, in words for an administrator. */
final class Reasons {
    private static final String ALERT = "Received fatal alert: ";

    private Reasons() {}

    static String of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String text = cause.getMessage() == null ? "" : cause.getMessage();
            if (cause instanceof TransportException || cause instanceof CertificateException) {
                return text;
            }
            if (cause instanceof ConnectTimeoutException) {
                return "no connection in time";
            }
            if (cause instanceof ConnectException) {
                return "connection refused";
            }
            if (cause instanceof UnknownHostException) {
                return "unknown host";
            }
            if (cause instanceof NotSslRecordException) {
                return "the far end does not speak TLS";
            }
            if (text.startsWith(ALERT)) {
                return "the far end refused this peer's certificate or TLS version (%s)"
                        .formatted(text.substring(ALERT.length()));
            }
        }
        if (failure instanceof SSLException) {
            return "TLS failed: " + failure.getMessage();
        }
        return failure instanceof IOException && failure.getMessage() != null
                ? failure.getMessage().toLowerCase(Locale.ROOT)
                : "connection failed";
    }
}
