package org.bestpeer.overlay.transport;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/** Counts accepted connections, by address and in all. */
final class Quota {
    private final TransportLimits.Counts limits;
    private final Map<InetAddress, Integer> byAddress = new HashMap<>();
    private int total;

    Quota(TransportLimits.Counts limits) {
        this.limits = limits;
    }

    /** Whether one more is allowed; if so, it counts until it is released. */
    synchronized boolean take(InetAddress address) {
        int now = byAddress.getOrDefault(address, 0);
        if (total >= limits.connections() || now >= limits.perAddress()) {
            return false;
        }
        byAddress.put(address, now + 1);
        total++;
        return true;
    }

    synchronized void release(InetAddress address) {
        byAddress.computeIfPresent(address, (key, count) -> count > 1 ? count - 1 : null);
        total--;
    }
}
