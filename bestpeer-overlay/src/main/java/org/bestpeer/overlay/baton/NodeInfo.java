package org.bestpeer.overlay.baton;

import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.tree.Position;
import org.jspecify.annotations.Nullable;

/**
 * What a peer tells its links about itself.
 *
 * @param ref who and where
 * @param revision grows with every change of what stands here
 * @param range the keys it holds
 * @param leftChild its left child, if it has one
 * @param rightChild its right child, if it has one
 */
public record NodeInfo(Ref ref, long revision, KeyRange range, @Nullable Ref leftChild, @Nullable Ref rightChild) {
    PeerId id() {
        return ref.id();
    }

    PeerContact contact() {
        return ref.contact();
    }

    Position position() {
        return ref.position();
    }

    boolean lacksChild() {
        return leftChild == null || rightChild == null;
    }

    boolean isNewerThan(NodeInfo other) {
        return ref.incarnation() > other.ref.incarnation()
                || (ref.incarnation() == other.ref.incarnation() && revision > other.revision);
    }
}
