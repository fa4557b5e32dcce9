package org.bestpeer.overlay;

import java.util.List;

/**
 * A peer's place in the tree at one moment.
 *
 * @param self the peer
 * @param level depth, 0 for the root
 * @param number 1 to 2^level, from the left
 * @param range keys it holds
 * @param entries number of entries it holds
 * @param links names and contacts of the peers it knows, such as {@code parent acme-1@localhost:7410}
 */
public record NodeReport(PeerContact self, int level, long number, KeyRange range, int entries, List<String> links) {}
