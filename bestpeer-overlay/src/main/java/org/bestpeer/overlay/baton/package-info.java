/**
 * BATON (VLDB 2005) as a state machine: a balanced tree of peers that hold the key space in order between them. A message,
 * a timer or a command goes in; messages, timers and completions come out through {@link org.bestpeer.overlay.env}. No
 * thread, clock, socket or file of its own; all calls into one {@link org.bestpeer.overlay.baton.BatonPeer} come from one
 * thread. Invariants: a key has at most one holder; a peer gives a child place away only while its routing tables are
 * full; a look-up is complete or fails.
 */
@NullMarked
package org.bestpeer.overlay.baton;

import org.jspecify.annotations.NullMarked;
