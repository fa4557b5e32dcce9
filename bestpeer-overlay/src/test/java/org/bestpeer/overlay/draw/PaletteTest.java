package org.bestpeer.overlay.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaletteTest {
    private static final double READABLE = 4.5;

    @Test
    void textIsReadableOnEveryColour() {
        for (int look = 0; look < Palette.size(); look++) {
            assertThat(contrast(Palette.fill(look, false), Palette.LIGHT_INK)).isGreaterThan(READABLE);
            assertThat(contrast(Palette.fill(look, true), Palette.DARK_INK)).isGreaterThan(READABLE);
        }
    }

    @Test
    void looksAreDifferent() {
        Set<Integer> colours = new HashSet<>();
        IntStream.range(0, Palette.size()).forEach(look -> colours.add(Palette.fill(look, false)));
        assertThat(colours).hasSize(36);
    }

    @Test
    void ordersCompaniesAsPeopleDo() {
        Palette palette = new Palette(List.of("acme-10", "acme-9", "zorro", "acme-9", "bolt"));
        assertThat(palette.companies()).containsExactly("acme-9", "acme-10", "bolt", "zorro");
        assertThat(palette.look("acme-9")).isEqualTo("c0");
        assertThat(palette.look("zorro")).isEqualTo("c3");
    }

    /** As WCAG 2 defines it. */
    private static double contrast(int one, int other) {
        double a = luminance(one) + 0.05;
        double b = luminance(other) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    private static double luminance(int colour) {
        return 0.2126 * linear(colour >> 16 & 0xff)
                + 0.7152 * linear(colour >> 8 & 0xff)
                + 0.0722 * linear(colour & 0xff);
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}
