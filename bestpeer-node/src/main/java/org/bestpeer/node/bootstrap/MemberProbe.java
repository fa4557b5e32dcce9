package org.bestpeer.node.bootstrap;

import org.bestpeer.node.bootstrap.CatalogueSnapshot.Participant;

/** Finds out whether a peer that was in the tree still is; may block for a short time. */
@FunctionalInterface
public interface MemberProbe {
    boolean alive(String network, Participant peer);
}
