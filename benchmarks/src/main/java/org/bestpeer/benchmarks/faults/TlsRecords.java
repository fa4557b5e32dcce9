package org.bestpeer.benchmarks.faults;

/**
 * Finds the messages in one direction of a TLS connection by the lengths of its records: a message of a peer goes out in full
 * records and a shorter one. What is in them cannot be read, but rows take more bytes than credits and signs of life do.
 * Used by one thread.
 */
final class TlsRecords {
    private static final int HEADER = 5;
    private static final int DATA = 23;

    /** A record of 16 KiB with its tag and type. */
    private static final int FULL = (16 << 10) + 17;

    private int headerLeft = HEADER;
    private int type;
    private int length;
    private int bodyLeft;
    private int message;
    private int ended;

    /**
     * Takes bytes up to the end of a message, or all.
     *
     * @return where it stopped
     */
    int take(byte[] bytes, int from, int to) {
        ended = 0;
        int at = from;
        while (at < to && ended == 0) {
            if (headerLeft > 0) {
                header(bytes[at++] & 0xFF);
            } else {
                int taken = Math.min(bodyLeft, to - at);
                at += taken;
                bodyLeft -= taken;
            }
            if (headerLeft == 0 && bodyLeft == 0) {
                record();
            }
        }
        return at;
    }

    /** Bytes of the message whose end was found last; 0 if none was. */
    int ended() {
        return ended;
    }

    private void header(int value) {
        if (headerLeft == HEADER) {
            type = value;
            length = 0;
        } else if (headerLeft <= 2) {
            length = (length << 8) | value;
        }
        headerLeft--;
        bodyLeft = headerLeft == 0 ? length : 0;
    }

    private void record() {
        headerLeft = HEADER;
        if (type != DATA) {
            return;
        }
        message += length;
        if (length < FULL) {
            ended = message;
            message = 0;
        }
    }
}
