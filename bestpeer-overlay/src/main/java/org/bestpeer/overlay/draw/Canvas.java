package org.bestpeer.overlay.draw;

import org.bestpeer.overlay.draw.TreeLayout.Placed;

/**
 * Where things stand in the picture.
 *
 * @param detail sizes
 * @param top top of the root's box
 * @param levels levels of the tree
 */
record Canvas(Detail detail, double top, int levels) {
    /** Around everything. */
    static final double MARGIN = 24;

    /** On the left, for names of rows. */
    static final double ROW_NAMES = 76;

    private static final double BARS_GAP = 34;
    private static final double BARS = 90;

    /** Middle of a peer's column. */
    double middle(Placed peer) {
        return left(peer) + detail.column() / 2;
    }

    /** Left end of a peer's column, where its range starts. */
    double left(Placed peer) {
        // Half a column more: boxes are wider than columns.
        return ROW_NAMES + (peer.column() + 0.5) * detail.column();
    }

    double right(int columns) {
        return ROW_NAMES + (columns + 1) * detail.column() + MARGIN;
    }

    /** Top of the boxes of a level. */
    double boxTop(int level) {
        return top + level * (detail.boxHeight() + detail.levelGap());
    }

    double boxTop(Placed peer) {
        return boxTop(peer.position().level());
    }

    double boxBottom(Placed peer) {
        return boxTop(peer) + detail.boxHeight();
    }

    double boxLeft(Placed peer) {
        return middle(peer) - detail.boxWidth() / 2;
    }

    double boxRight(Placed peer) {
        return middle(peer) + detail.boxWidth() / 2;
    }

    /** Where bars stand on. */
    double baseline() {
        return boxTop(levels) - detail.levelGap() + BARS_GAP + BARS;
    }

    /** Height of a bar; the highest stands for the highest load. */
    double bar(long entries, long most) {
        return most == 0 ? 0 : BARS * entries / most;
    }
}
