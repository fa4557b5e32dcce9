package org.bestpeer.overlay.baton;

import org.bestpeer.overlay.Key;

/** Names one state of a publisher's entry under a key; see {@link Versioned}. */
public record Stamp(Key key, long version, long incarnation, long sequence) {}
