package org.bestpeer.overlay.baton;

import java.util.List;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerContact;

/**
 * Where the entries of a range are to be had.
 *
 * @param range keys
 * @param from peers of which each has every acknowledged entry of the range; to be asked in this order
 */
public record Source(KeyRange range, List<PeerContact> from) {}
