package org.bestpeer.engine.plan;

/**
 * Prices of the cost model (BestPeer++, pay-as-you-go query processing), in units of a node's second.
 *
 * @param diskPerByte price of reading or writing a byte, besides the time it takes
 * @param networkPerByte price of sending a byte to another peer, besides the time it takes
 * @param nodePerSecond price of a node's second
 * @param speeds how long work takes
 */
public record CostParameters(double diskPerByte, double networkPerByte, double nodePerSecond, Speeds speeds) {
    /** Only time costs something. */
    public static final CostParameters DEFAULT = new CostParameters(0, 0, 1, Speeds.DEFAULT);

    /** Only bytes that are sent cost something. */
    public static final CostParameters BYTES_ONLY = new CostParameters(0, 1, 0, Speeds.DEFAULT);

    /** @throws IllegalArgumentException if a price is negative */
    public CostParameters {
        if (!(diskPerByte >= 0 && networkPerByte >= 0 && nodePerSecond >= 0)) {
            throw new IllegalArgumentException("prices must not be negative");
        }
    }

    /** The same prices at other speeds. */
    public CostParameters withSpeeds(Speeds other) {
        return new CostParameters(diskPerByte, networkPerByte, nodePerSecond, other);
    }

    /** Of work: (alpha + beta) * N + gamma * t. */
    double of(Work work) {
        return (diskPerByte + networkPerByte) * work.allBytes() + nodePerSecond * speeds.of(work);
    }

    /** Of sending so many bytes to the home peer or from it. */
    double ofBytes(double bytes) {
        return of(new Work(0, 0, bytes, 0));
    }

    /** Of waiting for another fragment. */
    double ofWaiting() {
        return of(new Work(1, 0, 0, 0));
    }

    /** Of a fragment more, at so many sites, that others wait for. */
    double ofRound(int sites) {
        return of(new Work(1, sites, 0, 0));
    }
}
