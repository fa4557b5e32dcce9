package org.bestpeer.overlay.baton;

import java.util.ArrayList;
import java.util.List;
import org.bestpeer.overlay.NodeReport;
import org.bestpeer.overlay.tree.Position;
import org.bestpeer.overlay.tree.Side;

/** Puts a peer's place into words. */
final class Report {
    private Report() {}

    static NodeReport of(Node node) {
        Links links = node.links();
        List<String> lines = new ArrayList<>();
        links.parent().ifPresent(info -> lines.add("parent " + info.contact()));
        links.child(Side.LEFT).ifPresent(info -> lines.add("left child " + info.contact()));
        links.child(Side.RIGHT).ifPresent(info -> lines.add("right child " + info.contact()));
        links.adjacent(Side.LEFT).ifPresent(info -> lines.add("left adjacent " + info.contact()));
        links.adjacent(Side.RIGHT).ifPresent(info -> lines.add("right adjacent " + info.contact()));
        links.table(Side.LEFT).forEach(info -> lines.add("left neighbour " + info.contact()));
        links.table(Side.RIGHT).forEach(info -> lines.add("right neighbour " + info.contact()));
        Position position = links.position();
        return new NodeReport(
                node.self, position.level(), position.number(), node.range(), node.entries.count(node.range()), lines);
    }
}
