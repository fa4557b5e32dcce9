package org.bestpeer.overlay.draw;

/** How much room text takes, and text that fits. All text of a picture is in a monospaced font. */
final class Lettering {
    /** What a shortened text shows in place of what was left out. */
    static final String ELLIPSIS = "…";

    private static final double ADVANCE = 0.61;
    private static final double WIDE_ADVANCE = 1.05;
    private static final int LAST_NARROW = 0x2fff;
    private static final double KEPT_AT_END = 0.6;
    private static final long THOUSAND = 1000;

    private Lettering() {}

    /** Width of a text at a font size. */
    static double width(String text, double size) {
        return text.codePoints()
                        .mapToDouble(c -> c <= LAST_NARROW ? ADVANCE : WIDE_ADVANCE)
                        .sum()
                * size;
    }

    /** The text, or as much of its start as fits. */
    static String fit(String text, double room, double size) {
        return shorten(text, room, size, 0);
    }

    /** The text, or as much of its start and its last characters as fits: names often differ at the end only. */
    static String fitKeepingEnd(String text, double room, double size) {
        return shorten(text, room, size, KEPT_AT_END);
    }

    private static String shorten(String text, double room, double size, double partAtEnd) {
        String legal = legal(text);
        int length = legal.codePointCount(0, legal.length());
        for (int kept = length; kept >= 0; kept--) {
            int atEnd = (int) (kept * partAtEnd);
            String candidate = kept == length
                    ? legal
                    : legal.substring(0, legal.offsetByCodePoints(0, kept - atEnd))
                            + ELLIPSIS
                            + legal.substring(legal.offsetByCodePoints(legal.length(), -atEnd));
            if (width(candidate, size) <= room) {
                return candidate;
            }
        }
        return "";
    }

    /** The text with a mark in place of every character that XML 1.0 cannot hold. */
    static String legal(String text) {
        StringBuilder legal = new StringBuilder(text.length());
        text.codePoints().map(c -> isLegal(c) ? c : 0xfffd).forEach(legal::appendCodePoint);
        return legal.toString();
    }

    private static boolean isLegal(int c) {
        return c == '\n' || c == '\t' || (c >= 0x20 && c < 0xd800) || (c >= 0xe000 && c < 0xfffe) || c > 0xffff;
    }

    /** At most four characters for anything below 10^15. */
    static String compact(long count) {
        long value = count;
        String units = " kMGT";
        int unit = 0;
        long rest = 0;
        while (value >= THOUSAND && unit < units.length() - 1) {
            rest = value % THOUSAND;
            value /= THOUSAND;
            unit++;
        }
        if (unit == 0) {
            return Long.toString(value);
        }
        String decimal = value < 10 ? "." + rest / 100 : "";
        return value + decimal + units.charAt(unit);
    }
}
