package org.bestpeer.node.config;

/** Which kind of node is configured; some defaults differ. */
public enum Role {
    BOOTSTRAP,
    PEER
}
