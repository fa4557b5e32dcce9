package org.bestpeer.overlay.wire;

/** Bytes that are no message, snapshot or ledger of ours. */
public final class MalformedMessageException extends RuntimeException {
    private static final int LONGEST_REASON = 200;

    MalformedMessageException(String message) {
        super(message);
    }

    /** The reason may quote what was received, so it is cut short. */
    MalformedMessageException(String what, Exception reason) {
        super(what + ": " + shortened(String.valueOf(reason.getMessage())), reason);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + "…";
    }
}
