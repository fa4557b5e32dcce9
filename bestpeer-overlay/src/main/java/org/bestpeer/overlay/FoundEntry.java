package org.bestpeer.overlay;

import java.time.Duration;

/**
 * An entry that a look-up found.
 *
 * @param entry the entry
 * @param promise how long, counted from when the look-up was sent, its publisher promises that the entry is the newest;
 *     zero if there is no promise
 */
public record FoundEntry(Entry entry, Duration promise) {}
