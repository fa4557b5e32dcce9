package org.bestpeer.node.bootstrap;

/** Signs catalogue snapshots with the key of the bootstrap in a network. */
@FunctionalInterface
public interface SnapshotSigner {
    byte[] sign(String network, byte[] snapshot);
}
