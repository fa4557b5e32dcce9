package org.bestpeer.overlay.draw;

/** How a picture looks, on light and on dark screens. Plain rules without variables, which not every viewer knows. */
final class StyleSheet {
    private static final String COMMON =
            """
            text{font-family:ui-monospace,'SF Mono',Menlo,Consolas,'DejaVu Sans Mono',monospace}
            .title{font-size:20px;font-weight:bold}
            .strong{font-weight:bold}
            .middle{text-anchor:middle}
            .end{text-anchor:end}
            .edge,.adjacent,.table,.drop,.mean,.base{fill:none}
            .edge{stroke-width:2}
            .adjacent{stroke-width:1.2;stroke-dasharray:5 3}
            .table{stroke-width:1.2}
            .drop{stroke-width:1;stroke-dasharray:1 3}
            .mean{stroke-width:1;stroke-dasharray:6 4}
            .faint{opacity:.45}
            .count{paint-order:stroke;stroke-width:4px;stroke-linejoin:round}
            .box{stroke-width:1.6}
            .gone{stroke-width:2;stroke-dasharray:5 3}
            .links{visibility:hidden;pointer-events:none}
            .links path{stroke-width:2}
            .peer:hover .links{visibility:visible}
            .peer:hover .box{stroke-width:3.2}
            """;

    private StyleSheet() {}

    static String of(Palette palette) {
        return COMMON
                + scheme(Palette.LIGHT_PAPER, Palette.LIGHT_INK, 0x5b6570, 0x7c8791, 0xc62828)
                + palette.rules(false)
                // Behind the companies' rules, as it is stronger than they are.
                + gone(Palette.LIGHT_PAPER, 0xc62828)
                + "@media (prefers-color-scheme:dark){\n"
                + scheme(Palette.DARK_PAPER, Palette.DARK_INK, 0xa9b3bd, 0x87929c, 0xff7b72)
                + palette.rules(true)
                + gone(Palette.DARK_PAPER, 0xff7b72)
                + "}\n";
    }

    private static String scheme(int paper, int ink, int quiet, int line, int alarm) {
        return "svg{background:%1$s}%n.paper{fill:%1$s}%n.count{stroke:%1$s}%ntext{fill:%2$s}%n.quiet{fill:%3$s}%n.alarm{fill:%4$s}%n"
                        .formatted(Palette.hex(paper), Palette.hex(ink), Palette.hex(quiet), Palette.hex(alarm))
                + ".edge{stroke:%s}%n.adjacent,.table{stroke:%s}%n.drop,.base,.mean{stroke:%s}%n"
                        .formatted(Palette.hex(line), Palette.hex(quiet), Palette.hex(line));
    }

    private static String gone(int paper, int alarm) {
        return ".gone{fill:%s;stroke:%s}%n".formatted(Palette.hex(paper), Palette.hex(alarm));
    }
}
