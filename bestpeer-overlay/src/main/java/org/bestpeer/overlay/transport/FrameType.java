package org.bestpeer.overlay.transport;

/** Kinds of frames. Ordinals travel: append only. */
enum FrameType {
    /** First frame, both ways. */
    HELLO,
    /** Instead of work: why the connection is closed. */
    REFUSED,
    /** Sign of life. */
    PING,
    /** To a message handler. */
    MESSAGE,
    /** To a call handler. */
    CALL,
    /** Result of a call. */
    ANSWER,
    /** A call or stream failed. */
    FAILURE,
    /** To a stream handler: window, request. */
    OPEN,
    /** A message of a stream. */
    ITEM,
    /** The reader took messages of a stream. */
    CREDIT,
    /** The stream is complete. */
    END,
    /** The reader wants no more. */
    CANCEL;

    private static final FrameType[] ALL = values();

    static FrameType at(int ordinal) {
        if (ordinal < 0 || ordinal >= ALL.length) {
            throw new TransportException("unknown kind of frame: " + ordinal);
        }
        return ALL[ordinal];
    }

    @SuppressWarnings("EnumOrdinal")
    int code() {
        return ordinal();
    }

    int limit(TransportLimits.Sizes sizes) {
        return this == ITEM ? sizes.item() : sizes.message();
    }
}
