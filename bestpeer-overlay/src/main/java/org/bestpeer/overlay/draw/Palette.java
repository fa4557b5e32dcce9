package org.bestpeer.overlay.draw;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Colours of companies: twelve hues, then the same again stronger, twice. Red is left for peers that are not there. The
 * same companies always get the same colours.
 */
final class Palette {
    static final int LIGHT_PAPER = 0xffffff;
    static final int DARK_PAPER = 0x14181d;
    static final int LIGHT_INK = 0x1b1f24;
    static final int DARK_INK = 0xeef1f4;

    private static final List<Integer> HUES = List.of(
            0x3566cc, 0xe58a1f, 0x2f9e52, 0x9150c8, 0x17a3a3, 0xd647a0, 0x8c9120, 0x9a5b30, 0x38a5dc, 0x5454d4,
            0x6cb42f, 0x6d7887);
    private static final double[] LIGHT_STRENGTH = {0.20, 0.42, 0.64};
    private static final double[] DARK_STRENGTH = {0.30, 0.46, 0.62};
    private static final double DARK_BORDER = 0.25;
    /** Names such as company-2 and company-10 in the order that people expect. */
    static final Comparator<String> NATURAL = Comparator.comparing((String name) -> name.replaceAll("[0-9]+$", ""))
            .thenComparing(String::length)
            .thenComparing(Comparator.naturalOrder());

    private final Map<String, Integer> looks = new LinkedHashMap<>();

    Palette(Collection<String> companies) {
        companies.stream().distinct().sorted(NATURAL).forEach(name -> looks.put(name, looks.size() % size()));
    }

    /** Number of looks that can be told from each other. */
    static int size() {
        return HUES.size() * LIGHT_STRENGTH.length;
    }

    /** The companies in the order of their colours. */
    List<String> companies() {
        return List.copyOf(looks.keySet());
    }

    /** Class of a company's shapes. */
    String look(String company) {
        return "c" + looks.getOrDefault(company, 0);
    }

    /** Rules for the shapes of all companies, on light or on dark paper. */
    String rules(boolean dark) {
        StringBuilder rules = new StringBuilder();
        looks.values().stream().distinct().forEach(look -> {
            int border = dark ? mix(0xffffff, hue(look), DARK_BORDER) : hue(look);
            rules.append(
                    String.format(Locale.ROOT, ".c%d{fill:%s;stroke:%s}%n", look, hex(fill(look, dark)), hex(border)));
        });
        return rules.toString();
    }

    private static int hue(int look) {
        return HUES.get(look % HUES.size());
    }

    /** What text of the look stands on. */
    static int fill(int look, boolean dark) {
        int strength = look / HUES.size();
        return dark
                ? mix(hue(look), DARK_PAPER, DARK_STRENGTH[strength])
                : mix(hue(look), LIGHT_PAPER, LIGHT_STRENGTH[strength]);
    }

    static String hex(int colour) {
        return String.format(Locale.ROOT, "#%06x", colour);
    }

    private static int mix(int colour, int ground, double part) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            double of = (colour >> shift & 0xff) * part + (ground >> shift & 0xff) * (1 - part);
            mixed |= (int) Math.round(of) << shift;
        }
        return mixed;
    }
}
