package org.bestpeer.node;

import org.bestpeer.node.store.PeerStore;

/**
 * Rows with what their owner hides of them.
 *
 * @param store all rows
 * @param rules what others do not see
 */
record GuardedStore(PeerStore store, OwnerRules rules) {}
