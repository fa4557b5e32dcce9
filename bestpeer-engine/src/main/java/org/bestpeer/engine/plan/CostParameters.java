package org.bestpeer.engine.plan;

/**
 * Prices and speeds of the cost model (BestPeer++, pay-as-you-go query processing). Costs are in seconds of one node.
 *
 * @param diskPerByte price of reading or writing a byte
 * @param networkPerByte price of sending a byte to another peer
 * @param nodePerSecond price of a node's second
 * @param bytesPerSecond bytes that a node processes in a second
 * @param roundTripSeconds how long a fragment that waits for another one waits at least
 */
public record CostParameters(
        double diskPerByte,
        double networkPerByte,
        double nodePerSecond,
        double bytesPerSecond,
        double roundTripSeconds) {
    /** A network of 100 Mbit/s, disks of 100 MB/s, nodes that get through 40 MB/s, 1 ms from peer to peer. */
    public static final CostParameters DEFAULT = new CostParameters(1e-8, 8e-8, 1, 40e6, 1e-3);

    public CostParameters {
        boolean sane = diskPerByte >= 0
                && networkPerByte >= 0
                && nodePerSecond >= 0
                && bytesPerSecond > 0
                && roundTripSeconds >= 0;
        if (!sane) {
            throw new IllegalArgumentException("prices must not be negative and nodes must have a speed");
        }
    }

    /** The same with another speed of nodes. */
    public CostParameters withBytesPerSecond(double speed) {
        return new CostParameters(diskPerByte, networkPerByte, nodePerSecond, speed, roundTripSeconds);
    }

    /** Of sending so many bytes and processing them: (alpha + beta) * N + gamma * N / theta. */
    double ofBytes(double bytes) {
        return (diskPerByte + networkPerByte) * bytes + nodePerSecond * bytes / bytesPerSecond;
    }

    /** Of waiting for another fragment. */
    double ofWaiting() {
        return nodePerSecond * roundTripSeconds;
    }
}
