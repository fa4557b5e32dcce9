package org.bestpeer.overlay.draw;

import java.util.Collection;
import java.util.Locale;

/** What holds for all peers together. */
record Totals(long peers, long unreachable, long outside, int height, long entries, long most) {
    static Totals of(Collection<DrawnPeer> all, TreeLayout layout) {
        return new Totals(
                all.size(),
                all.stream().filter(peer -> !peer.reachable()).count(),
                layout.outside().size(),
                layout.levels(),
                all.stream().mapToLong(DrawnPeer::entries).sum(),
                all.stream().mapToLong(DrawnPeer::entries).max().orElse(0));
    }

    /** Entries of a peer of the tree. */
    double mean() {
        return peers == outside ? 0 : (double) entries / (peers - outside);
    }

    String words() {
        return String.format(
                Locale.ROOT,
                "%,d %s · height %d · %,d entries · mean %,.1f, most %,d (%.2f × mean)%s%s",
                peers,
                peers == 1 ? "peer" : "peers",
                height,
                entries,
                mean(),
                most,
                mean() == 0 ? 0 : most / mean(),
                unreachable == 0 ? "" : String.format(Locale.ROOT, " · %,d not reachable", unreachable),
                outside == 0 ? "" : String.format(Locale.ROOT, " · %,d without a place", outside));
    }

    /** Part of all entries, in percent. */
    String share(long part) {
        return String.format(Locale.ROOT, "%.1f %%", entries == 0 ? 0 : 100.0 * part / entries);
    }
}
