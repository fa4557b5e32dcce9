package org.bestpeer.overlay.draw;

import java.util.List;
import org.bestpeer.overlay.draw.TreeLayout.Placed;
import org.bestpeer.overlay.tree.Side;

/** The links that a peer has by its place, as path data; empty if it has none of a kind. */
final class Links {
    private static final double LOWEST_ARC = 0.6;
    private static final double ARC_STEP = 0.22;
    private static final double HIGHEST_ARC = 1.7;

    private final TreeLayout layout;
    private final Canvas canvas;

    Links(TreeLayout layout, Canvas canvas) {
        this.layout = layout;
        this.canvas = canvas;
    }

    /** From the parent down: a tree drawn in key order has no crossing. */
    String toParent(Placed peer) {
        return layout.parent(peer)
                .map(parent -> {
                    double half = canvas.boxTop(peer) - canvas.detail().levelGap() / 2;
                    return "M%s %sV%sH%sV%s"
                            .formatted(
                                    at(canvas.middle(parent)),
                                    at(canvas.boxBottom(parent)),
                                    at(half),
                                    at(canvas.middle(peer)),
                                    at(canvas.boxTop(peer)));
                })
                .orElse("");
    }

    /** To the peers of its level at distance 1, 2, 4 …: arcs above the boxes, the higher the farther. */
    String table(Placed peer, Side side) {
        StringBuilder path = new StringBuilder();
        List<Placed> table = layout.table(peer, side);
        for (int i = 0; i < table.size(); i++) {
            double top = canvas.boxTop(peer);
            double control = top - canvas.detail().levelGap() * Math.min(HIGHEST_ARC, LOWEST_ARC + ARC_STEP * i);
            double from = canvas.middle(peer);
            double to = canvas.middle(table.get(i));
            path.append("M%s %sQ%s %s %s %s"
                    .formatted(at(from), at(top), at((from + to) / 2), at(control), at(to), at(top)));
        }
        return path.toString();
    }

    /** To the next peer in key order: one of the two is higher and the way down from it is free. */
    String adjacent(Placed peer, Side side) {
        return layout.adjacent(peer, side)
                .map(other -> {
                    boolean down = peer.position().level() < other.position().level();
                    return between(down ? peer : other, down ? other : peer);
                })
                .orElse("");
    }

    private String between(Placed high, Placed low) {
        double side = high.column() < low.column() ? 1 : -1;
        double x = canvas.middle(high) + side * canvas.detail().gap() / 3;
        double box = side > 0 ? canvas.boxLeft(low) : canvas.boxRight(low);
        return "M%s %sV%sH%s".formatted(at(x), at(canvas.boxBottom(high)), at(canvas.boxTop(low) + 6), at(box));
    }

    private static String at(double coordinate) {
        return Svg.number(coordinate);
    }
}
