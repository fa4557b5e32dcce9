package org.bestpeer.node.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Aligned columns with a rule under the header. */
final class TextTable {
    private TextTable() {}

    /** Lines without a trailing line end. */
    static String of(List<String> header, List<List<String>> rows, List<Boolean> rightAligned) {
        List<Integer> widths = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            int column = i;
            int widest = rows.stream().mapToInt(r -> width(r.get(column))).max().orElse(0);
            widths.add(Math.max(width(header.get(i)), widest));
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(header, widths, rightAligned));
        lines.add(widths.stream().map("-"::repeat).collect(Collectors.joining("  ")));
        rows.forEach(row -> lines.add(line(row, widths, rightAligned)));
        return String.join(System.lineSeparator(), lines);
    }

    private static String line(List<String> cells, List<Integer> widths, List<Boolean> rightAligned) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String padding = " ".repeat(widths.get(i) - width(cells.get(i)));
            line.append(i == 0 ? "" : "  ");
            line.append(rightAligned.get(i) ? padding + cells.get(i) : cells.get(i) + padding);
        }
        return line.toString().stripTrailing();
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
