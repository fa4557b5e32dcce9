package org.bestpeer.overlay.transport;

/**
 * What has gone and come over the connections of an endpoint since its start, greetings and signs of life not counted. Frames are
 * counted, and their bytes before encryption.
 *
 * @param messages those without an answer, such as the overlay's
 * @param exchanges all that calls and streams consist of
 */
public record TransportTraffic(Count messages, Count exchanges) {
    /**
     * Both ways.
     *
     * @param sent how many went
     * @param bytesSent their bytes
     * @param received how many came
     * @param bytesReceived their bytes
     */
    public record Count(long sent, long bytesSent, long received, long bytesReceived) {
        /** Sent and received. */
        public long frames() {
            return sent + received;
        }

        /** Sent and received. */
        public long bytes() {
            return bytesSent + bytesReceived;
        }
    }
}
