package org.bestpeer.benchmarks.overlay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Draws figures over the number of peers, on a logarithmic axis, with their bounds, as SVG. */
public final class Plot {
    private static final int WIDTH = 460;
    private static final int HEIGHT = 300;
    private static final int MARGIN = 50;
    private static final List<String> COLOURS = List.of("#1b6ca8", "#c1440e", "#2e7d32", "#6a3d9a");

    private final List<Figures> figures;
    private final StringBuilder svg = new StringBuilder();

    private Plot(List<Figures> figures) {
        this.figures = figures;
    }

    private record Line(String name, boolean dashed, ToDoubleFunction<Figures> value) {}

    /** A whole document. */
    public static String svg(List<Figures> figures) {
        return new Plot(figures).draw();
    }

    private String draw() {
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\""
                        + " font-size=\"11\"><rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                2 * WIDTH,
                2 * HEIGHT));
        panel(
                0,
                "height and hops of an exact search",
                List.of(
                        new Line("height", false, Figures::height),
                        new Line("height, bound", true, Figures::heightBound),
                        new Line("mean hops", false, one -> one.exact().mean()),
                        new Line("mean hops, bound", true, Figures::log)));
        panel(
                1,
                "hops of a range and an insert",
                List.of(
                        new Line(
                                "range of five peers", false, one -> one.range().mean()),
                        new Line("log N + 5", true, one -> one.log() + 5),
                        new Line("insert", false, one -> one.insert().mean()),
                        new Line("log N", true, Figures::log)));
        panel(
                2,
                "messages to update links",
                List.of(
                        new Line("join", false, one -> one.join().mean()),
                        new Line("6 log N", true, one -> 6 * one.log()),
                        new Line("leave", false, one -> one.leave().mean()),
                        new Line("8 log N", true, one -> 8 * one.log())));
        levels(3);
        return svg.append("</svg>\n").toString();
    }

    private void panel(int number, String title, List<Line> lines) {
        double top = 0;
        for (Line line : lines) {
            top = Math.max(top, figures.stream().mapToDouble(line.value).max().orElse(0));
        }
        begin(number, title, top);
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            List<double[]> points = new ArrayList<>();
            for (Figures one : figures) {
                points.add(new double[] {share(one), line.value.applyAsDouble(one) / top});
            }
            curve(points, COLOURS.get(i / 2), line.dashed, line.name, i);
        }
        figures.forEach(one -> label(x(share(one)), HEIGHT - MARGIN + 16, "%,d".formatted(one.peers())));
        end();
    }

    private void levels(int number) {
        begin(number, "routing by level of the tree, times the mean; the root may have 1.5", 2);
        int depth = figures.stream().mapToInt(Figures::height).max().orElse(1);
        for (int i = 0; i < figures.size(); i++) {
            List<double[]> points = new ArrayList<>();
            figures.get(i)
                    .levels()
                    .forEach((level, load) -> points.add(new double[] {(double) level / depth, Math.min(2, load) / 2}));
            String name = "%,d peers".formatted(figures.get(i).peers());
            curve(points, COLOURS.get(i % COLOURS.size()), false, name, i);
        }
        for (int level = 0; level < depth; level++) {
            label(x((double) level / depth), HEIGHT - MARGIN + 16, String.valueOf(level));
        }
        end();
    }

    private double share(Figures one) {
        double least = Math.log(figures.get(0).peers());
        double most = Math.log(figures.get(figures.size() - 1).peers());
        return most == least ? 0.5 : (Math.log(one.peers()) - least) / (most - least);
    }

    private void begin(int number, String title, double top) {
        svg.append(String.format(
                Locale.ROOT, "<g transform=\"translate(%d %d)\">%n", number % 2 * WIDTH, number / 2 * HEIGHT));
        svg.append(String.format(
                Locale.ROOT,
                "<path d=\"M%1$d %1$d V%2$d H%3$d\" fill=\"none\" stroke=\"black\"/>%n",
                MARGIN,
                HEIGHT - MARGIN,
                WIDTH - MARGIN));
        label(WIDTH / 2.0, 18, title);
        label(MARGIN - 22, MARGIN + 4, String.format(Locale.ROOT, "%.1f", top));
        label(MARGIN - 22, HEIGHT - MARGIN + 4, "0");
    }

    private void end() {
        svg.append("</g>\n");
    }

    private void curve(List<double[]> points, String colour, boolean dashed, String name, int row) {
        StringBuilder path = new StringBuilder();
        for (double[] point : points) {
            path.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(point[0]), y(point[1])));
        }
        String dash = dashed ? " stroke-dasharray=\"5 4\"" : "";
        svg.append("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"%s/>%n"
                .formatted(path.toString().strip(), colour, dash));
        int at = 36 + 14 * row;
        svg.append("<path d=\"M%d %d h22\" stroke=\"%s\" stroke-width=\"1.5\"%s/><text x=\"%d\" y=\"%d\">%s</text>%n"
                .formatted(MARGIN + 10, at - 4, colour, dash, MARGIN + 38, at, name));
    }

    private static double x(double share) {
        return MARGIN + share * (WIDTH - 2 * MARGIN);
    }

    private static double y(double share) {
        return HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN);
    }

    private void label(double x, double y, String text) {
        svg.append(String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>%n", x, y, text));
    }
}
