package org.bestpeer.overlay.draw;

/** How much is said of each peer: the more peers, the less. */
enum Detail {
    /** Peer, company, range, entries. */
    FULL(16, 104, 18, 13, 5, 60),
    /** Peer, company, entries. */
    MIDDLE(64, 50, 12, 11, 3, 46),
    /** Peer. */
    COARSE(400, 27, 6, 9, 1, 44),
    /** Colour only. */
    DOTS(Integer.MAX_VALUE, 10, 4, 8, 0, 40);

    private static final double LINE = 1.4;
    private static final double PADDING = 5;
    private static final double SIDE_PADDING = 2;

    private final int upTo;
    private final double column;
    private final double gap;
    private final double font;
    private final int lines;
    private final double levelGap;

    Detail(int upTo, double column, double gap, double font, int lines, double levelGap) {
        this.upTo = upTo;
        this.column = column;
        this.gap = gap;
        this.font = font;
        this.lines = lines;
        this.levelGap = levelGap;
    }

    static Detail of(int peers) {
        for (Detail detail : values()) {
            if (peers <= detail.upTo) {
                return detail;
            }
        }
        return DOTS;
    }

    /** Width of one place in key order. */
    double column() {
        return column;
    }

    /** Free space between two boxes of a level; the lines that go down from higher peers pass through its middle. */
    double gap() {
        return gap;
    }

    /**
     * Width of a peer's box: almost two columns, because between two peers of a level there is always a third of a
     * higher level in key order.
     */
    double boxWidth() {
        return 2 * column - gap;
    }

    double boxHeight() {
        return lines * lineHeight() + 2 * PADDING;
    }

    /** Room for a line of text in a box. */
    double textWidth() {
        return boxWidth() - 2 * SIDE_PADDING;
    }

    double font() {
        return font;
    }

    /** Lines of text in a box. */
    int lines() {
        return lines;
    }

    double lineHeight() {
        return font * LINE;
    }

    /** From the top of a box to the baseline of a line, counted from 0. */
    double baseline(int line) {
        return PADDING + (line + 0.75) * lineHeight();
    }

    double levelGap() {
        return levelGap;
    }

    /** Whether the links of all peers can be seen at once. */
    boolean showsAllLinks() {
        return this == FULL;
    }

    /** Whether there is room for a number above each bar. */
    boolean showsCounts() {
        return this != DOTS;
    }
}
