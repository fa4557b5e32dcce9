package org.bestpeer.overlay.draw;

import java.util.ArrayList;
import java.util.List;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.draw.TreeLayout.Placed;
import org.bestpeer.overlay.tree.Position;
import org.bestpeer.overlay.tree.Side;

/** Draws one peer: its box, its bar, where its range starts, and the links that show when it is pointed at. */
final class PeerFigure {
    /** Room below the bars for where ranges start. */
    static final double RANGE_LABELS = 200;

    private static final double BAR_LABEL = 14;
    private static final double LABEL_GAP = 8;

    private final Svg svg;
    private final Canvas canvas;
    private final Links links;
    private final Palette palette;
    private final Totals totals;

    PeerFigure(Svg svg, Canvas canvas, Links links, Palette palette, Totals totals) {
        this.svg = svg;
        this.canvas = canvas;
        this.links = links;
        this.palette = palette;
        this.totals = totals;
    }

    void write(Placed placed) {
        DrawnPeer peer = placed.peer();
        svg.open("g", "class", "peer").text("title", tooltip(peer));
        bar(placed);
        box(peer, canvas.boxLeft(placed), canvas.boxTop(placed), canvas.detail());
        svg.open("g", "class", "links");
        for (Side side : Side.values()) {
            path("adjacent", links.adjacent(placed, side));
            path("table", links.table(placed, side));
        }
        path("edge", links.toParent(placed));
        svg.close().close();
    }

    /** A peer without a place. */
    void writeOutside(DrawnPeer peer, double x, double y, Detail detail) {
        svg.open("g", "class", "peer").text("title", tooltip(peer));
        box(peer, x, y, detail);
        svg.close();
    }

    void path(String look, String data) {
        if (!data.isEmpty()) {
            svg.element("path", "class", look, "d", data);
        }
    }

    private void box(DrawnPeer peer, double x, double y, Detail detail) {
        svg.element(
                "rect",
                "class",
                look(peer),
                "x",
                x,
                "y",
                y,
                "width",
                detail.boxWidth(),
                "height",
                detail.boxHeight(),
                "rx",
                Math.min(6, detail.gap()));
        List<String> lines = lines(peer, detail);
        for (int i = 0; i < lines.size(); i++) {
            svg.text(
                    "text",
                    lines.get(i),
                    "class",
                    (i == 0 ? "strong" : peer.reachable() ? "" : "alarm") + " middle",
                    "x",
                    x + detail.boxWidth() / 2,
                    "y",
                    y + detail.baseline(i),
                    "font-size",
                    i == 0 ? detail.font() : detail.font() - 1);
        }
    }

    private List<String> lines(DrawnPeer peer, Detail detail) {
        double room = detail.textWidth();
        double small = detail.font() - 1;
        List<String> lines = new ArrayList<>();
        lines.add(Lettering.fitKeepingEnd(peer.peer().value(), room, detail.font()));
        lines.add(Lettering.fitKeepingEnd(peer.company(), room, small));
        KeyRange range = peer.range();
        if (detail == Detail.FULL && range != null) {
            lines.add(Lettering.fitKeepingEnd("≥ " + KeyText.brief(range.low()), room, small));
            lines.add(Lettering.fitKeepingEnd("< " + KeyText.brief(range.high()), room, small));
        }
        lines.add(peer.reachable() ? entries(peer, room, small) : Lettering.fit("not reachable", room, small));
        return lines.subList(0, Math.min(detail.lines(), lines.size()));
    }

    private static String entries(DrawnPeer peer, double room, double size) {
        String exact = "%d entries".formatted(peer.entries());
        return Lettering.width(exact, size) <= room ? exact : Lettering.compact(peer.entries()) + " entries";
    }

    private void bar(Placed placed) {
        DrawnPeer peer = placed.peer();
        Detail detail = canvas.detail();
        double height = canvas.bar(peer.entries(), totals.most());
        double baseline = canvas.baseline();
        double counts = detail.showsCounts() ? BAR_LABEL : 0;
        double middle = canvas.middle(placed);
        svg.element(
                "path",
                "class",
                "drop",
                "d",
                "M%s %sV%s"
                        .formatted(
                                Svg.number(middle),
                                Svg.number(canvas.boxBottom(placed)),
                                Svg.number(baseline - height - counts - 2)));
        svg.element(
                "rect",
                "class",
                look(peer),
                "x",
                canvas.left(placed) + 2,
                "y",
                baseline - height,
                "width",
                detail.column() - 4,
                "height",
                height);
        if (detail.showsCounts()) {
            double size = Math.min(detail.font(), 12);
            svg.text(
                    "text",
                    Lettering.compact(peer.entries()),
                    "class",
                    "middle count",
                    "x",
                    middle,
                    "y",
                    baseline - height - 4,
                    "font-size",
                    size);
        }
        KeyRange range = peer.range();
        if (range != null) {
            double size = Math.min(detail.font() + 1, 11);
            String low = Lettering.fitKeepingEnd(KeyText.brief(range.low()), RANGE_LABELS - LABEL_GAP, size);
            svg.text(
                    "text",
                    low,
                    "class",
                    "quiet",
                    "font-size",
                    size,
                    "transform",
                    "translate(%s %s) rotate(90)"
                            .formatted(Svg.number(canvas.left(placed) - size * 0.3), Svg.number(baseline + LABEL_GAP)));
        }
    }

    private String look(DrawnPeer peer) {
        return peer.reachable() ? "box " + palette.look(peer.company()) : "box gone";
    }

    private String tooltip(DrawnPeer peer) {
        Position position = peer.position();
        KeyRange range = peer.range();
        return "peer %s\ncompany %s\n".formatted(peer.peer(), peer.company())
                + (peer.reachable() ? "" : "not reachable; this is what was last known of it\n")
                + (position == null
                        ? "without a place in the tree\n"
                        : "level %d, number %d\n".formatted(position.level(), position.number()))
                + (range == null
                        ? ""
                        : "keys from %s\nto before %s\n"
                                .formatted(KeyText.exact(range.low()), KeyText.exact(range.high())))
                + "entries %d (%s of all)".formatted(peer.entries(), totals.share(peer.entries()));
    }
}
