package org.bestpeer.overlay.baton;

import java.util.List;
import java.util.Optional;
import org.bestpeer.overlay.tree.Side;

/**
 * A peer's state as seen from outside, for checks and pictures.
 *
 * @param info what it tells its links
 * @param parent its parent, if it has one
 * @param leftChild its left child, if it has one
 * @param rightChild its right child, if it has one
 * @param leftAdjacent the peer before it in key order
 * @param rightAdjacent the peer behind it in key order
 * @param leftTable left routing table, farthest first
 * @param rightTable right routing table, farthest first
 * @param entries number of entries it holds
 * @param frozen whether it is in the middle of a change
 */
public record NodeView(
        NodeInfo info,
        Optional<NodeInfo> parent,
        Optional<NodeInfo> leftChild,
        Optional<NodeInfo> rightChild,
        Optional<NodeInfo> leftAdjacent,
        Optional<NodeInfo> rightAdjacent,
        List<NodeInfo> leftTable,
        List<NodeInfo> rightTable,
        int entries,
        boolean frozen) {
    static NodeView of(Node node) {
        Links links = node.links();
        return new NodeView(
                node.place().info(),
                links.parent(),
                links.child(Side.LEFT),
                links.child(Side.RIGHT),
                links.adjacent(Side.LEFT),
                links.adjacent(Side.RIGHT),
                links.table(Side.LEFT),
                links.table(Side.RIGHT),
                node.entries.count(node.range()),
                node.isFrozen());
    }
}
