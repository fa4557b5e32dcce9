package org.bestpeer.overlay.draw;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bestpeer.overlay.draw.TreeLayout.Placed;
import org.bestpeer.overlay.tree.Side;

/**
 * A tree as SVG that needs no script. Nothing overlaps: the more peers, the less is written into each box, and the wider
 * the picture. Everything that was left out or shortened is in tooltips.
 */
public final class TreeDrawing {
    private static final double LEGEND_GAP = 24;
    private static final double NARROWEST = 860;
    private static final Detail OUTSIDE = Detail.MIDDLE;

    private final String title;
    private final Collection<DrawnPeer> peers;
    private final TreeLayout layout;
    private final Detail detail;
    private final Palette palette;
    private final Totals totals;

    private TreeDrawing(String title, Collection<DrawnPeer> peers) {
        this.title = title;
        this.peers = peers;
        this.layout = TreeLayout.of(peers);
        this.detail = Detail.of(layout.placed().size());
        this.palette = new Palette(peers.stream().map(DrawnPeer::company).toList());
        this.totals = Totals.of(peers, layout);
    }

    /**
     * Draws a tree; equal peers give equal text.
     *
     * @param title what tree it is
     * @param peers in any order
     */
    public static String svg(String title, Collection<DrawnPeer> peers) {
        return new TreeDrawing(title, List.copyOf(peers)).draw();
    }

    private String draw() {
        double width = Math.max(NARROWEST, new Canvas(detail, 0, 0).right(layout.columns()));
        // Written twice: its height is known only then.
        double legend = new Legend(width).write(new Svg(0, 0), title, totals, palette, peersByCompany());
        Canvas canvas = new Canvas(detail, legend + LEGEND_GAP, layout.levels());
        double tree = layout.placed().isEmpty() ? canvas.top() : canvas.baseline() + PeerFigure.RANGE_LABELS;
        double height = tree + outsideHeight(width) + Canvas.MARGIN;

        Svg svg = new Svg(width, height);
        svg.text("title", title);
        svg.text("style", "\n" + StyleSheet.of(palette));
        svg.element("rect", "class", "paper", "width", width, "height", height);
        new Legend(width).write(svg, title, totals, palette, peersByCompany());
        Links links = new Links(layout, canvas);
        PeerFigure figure = new PeerFigure(svg, canvas, links, palette, totals);
        if (!layout.placed().isEmpty()) {
            rows(svg, canvas);
            lines(svg, links, figure);
            layout.placed().forEach(figure::write);
        }
        outside(svg, figure, tree, width);
        return svg.end();
    }

    private Map<String, Long> peersByCompany() {
        return peers.stream().collect(Collectors.groupingBy(DrawnPeer::company, Collectors.counting()));
    }

    /** Names of the rows, and lines across the bars. */
    private void rows(Svg svg, Canvas canvas) {
        for (int level = 0; level < layout.levels(); level++) {
            rowName(svg, "level " + level, canvas.boxTop(level) + detail.boxHeight() / 2 + 4);
        }
        double from = Canvas.ROW_NAMES + detail.column() / 2;
        double to = from + layout.columns() * detail.column();
        double mean = canvas.baseline() - canvas.bar(Math.round(totals.mean()), totals.most());
        String across = "M%s %sH%s";
        svg.element(
                "path",
                "class",
                "base",
                "d",
                across.formatted(Svg.number(from), Svg.number(canvas.baseline()), Svg.number(to)));
        svg.element("path", "class", "mean", "d", across.formatted(Svg.number(from), Svg.number(mean), Svg.number(to)));
        rowName(svg, "mean", mean);
        rowName(svg, "entries", Math.max(mean + 16, canvas.baseline()));
        rowName(svg, "from key", Math.max(mean + 16, canvas.baseline()) + 24);
    }

    private static void rowName(Svg svg, String name, double y) {
        svg.text("text", name, "class", "quiet", "x", Canvas.MARGIN / 2, "y", y, "font-size", 11.0);
    }

    private void lines(Svg svg, Links links, PeerFigure figure) {
        for (Placed peer : layout.placed()) {
            figure.path("edge", links.toParent(peer));
        }
        if (detail.showsAllLinks()) {
            svg.open("g", "class", "faint");
            for (Placed peer : layout.placed()) {
                figure.path("adjacent", links.adjacent(peer, Side.RIGHT));
                figure.path("table", links.table(peer, Side.RIGHT));
            }
            svg.close();
        }
    }

    private int outsidePerRow(double width) {
        return (int) ((Math.min(width, Legend.WIDTH) - 2 * Canvas.MARGIN) / (2 * OUTSIDE.column()));
    }

    private double outsideHeight(double width) {
        int count = layout.outside().size();
        int rows = (count + outsidePerRow(width) - 1) / outsidePerRow(width);
        return count == 0 ? 0 : LEGEND_GAP + rows * (OUTSIDE.boxHeight() + OUTSIDE.gap());
    }

    private void outside(Svg svg, PeerFigure figure, double top, double width) {
        List<DrawnPeer> outside = layout.outside();
        if (!outside.isEmpty()) {
            rowName(svg, "without a place in the tree", top + LEGEND_GAP / 2);
        }
        for (int i = 0; i < outside.size(); i++) {
            int row = i / outsidePerRow(width);
            int column = i % outsidePerRow(width);
            figure.writeOutside(
                    outside.get(i),
                    Canvas.MARGIN + column * 2 * OUTSIDE.column(),
                    top + LEGEND_GAP + row * (OUTSIDE.boxHeight() + OUTSIDE.gap()),
                    OUTSIDE);
        }
    }
}
