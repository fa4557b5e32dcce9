package org.bestpeer.overlay.draw;

import java.util.List;
import java.util.Map;

/** What stands above the tree: title, totals, colours, kinds of lines. */
final class Legend {
    static final double WIDTH = 1400;

    private static final double TITLE_BASELINE = 40;
    private static final double LINE = 22;
    private static final double FONT = 13;
    private static final double TITLE_FONT = 20;
    private static final double SWATCH = 14;
    private static final double BETWEEN = 22;
    private static final int MOST_COMPANIES = 60;

    private final double width;
    private double x = Canvas.MARGIN;
    private double y = TITLE_BASELINE;

    /** A legend for a picture of a width. */
    Legend(double width) {
        this.width = Math.min(width, WIDTH) - Canvas.MARGIN;
    }

    /** Writes it and returns where it ends. */
    double write(Svg svg, String title, Totals totals, Palette palette, Map<String, Long> peersByCompany) {
        svg.text("text", Lettering.fit(title, width - x, TITLE_FONT), "class", "title", "x", x, "y", y);
        words(svg, "", totals.words());
        newLine();
        List<String> companies = palette.companies();
        for (String company : companies.subList(0, Math.min(MOST_COMPANIES, companies.size()))) {
            company(svg, palette.look(company), company, peersByCompany.getOrDefault(company, 0L));
        }
        if (companies.size() > MOST_COMPANIES) {
            item(svg, "and %d more".formatted(companies.size() - MOST_COMPANIES), 0);
        }
        newLine();
        line(svg, "edge", "parent and child");
        line(svg, "adjacent", "next in key order");
        line(svg, "table", "routing table");
        if (totals.unreachable() > 0) {
            swatch(svg, "box gone", room("not reachable", SWATCH));
            item(svg, "not reachable", SWATCH);
        }
        words(
                svg,
                "quiet",
                "Left to right: key order. Below: entries of each peer, and where its range starts. "
                        + "Point at a peer for its links and full values.");
        return y + LINE;
    }

    private void company(Svg svg, String look, String company, long peers) {
        String label = "%s (%d)".formatted(Lettering.fit(company, width / 3, FONT), peers);
        swatch(svg, "box " + look, room(label, SWATCH));
        item(svg, label, SWATCH);
    }

    private void line(Svg svg, String kind, String label) {
        double start = room(label, 2 * SWATCH);
        svg.element(
                "path",
                "class",
                kind,
                "d",
                "M%s %sh%s".formatted(Svg.number(start), Svg.number(y - 4), Svg.number(2 * SWATCH)));
        item(svg, label, 2 * SWATCH);
    }

    private void swatch(Svg svg, String look, double start) {
        svg.element("rect", "class", look, "x", start, "y", y - 11, "width", SWATCH, "height", SWATCH, "rx", 3.0);
    }

    /** Starts a new line if the label does not fit into this one, and returns where its mark starts. */
    private double room(String label, double mark) {
        if (x > Canvas.MARGIN && x + mark + 6 + Lettering.width(label, FONT) > width) {
            newLine();
        }
        return x;
    }

    private void item(Svg svg, String label, double mark) {
        room(label, mark);
        double start = x + (mark == 0 ? 0 : mark + 6);
        svg.text("text", label, "x", start, "y", y, "font-size", FONT);
        x = start + Lettering.width(label, FONT) + BETWEEN;
    }

    /** A paragraph of its own, in as many lines as it needs. */
    private void words(Svg svg, String look, String paragraph) {
        newLine();
        StringBuilder line = new StringBuilder();
        for (String word : paragraph.split(" ")) {
            if (!line.isEmpty() && Canvas.MARGIN + Lettering.width(line + " " + word, FONT) > width) {
                svg.text("text", line.toString(), "class", look, "x", x, "y", y, "font-size", FONT);
                line.setLength(0);
                newLine();
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        svg.text("text", line.toString(), "class", look, "x", x, "y", y, "font-size", FONT);
    }

    private void newLine() {
        x = Canvas.MARGIN;
        y += LINE;
    }
}
