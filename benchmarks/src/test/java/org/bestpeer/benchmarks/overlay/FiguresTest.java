package org.bestpeer.benchmarks.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.bestpeer.benchmarks.overlay.Figures.Series;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static final Series FEW = Series.of(List.of(1L, 2L, 3L));

    @Test
    void allBoundsHoldForFewMessages() {
        assertThat(figures(10, FEW, 0, 1.5).criteria()).allMatch(Criterion::holds);
    }

    @Test
    void eachBoundThatIsBrokenIsNamed() {
        Series many = Series.of(List.of(200L));
        assertThat(broken(figures(12, FEW, 0, 1))).containsExactly("height at 100 peers");
        assertThat(broken(figures(10, FEW, 1, 1))).singleElement().asString().startsWith("hops of a range");
        assertThat(broken(figures(10, FEW, 0, 1.6))).singleElement().asString().startsWith("routing of the root");
        assertThat(broken(figures(10, many, 0, 1))).hasSize(5);
    }

    private static List<String> broken(Figures figures) {
        return figures.criteria().stream()
                .filter(criterion -> !criterion.holds())
                .map(Criterion::name)
                .toList();
    }

    private static Figures figures(int height, Series series, long worstRange, double root) {
        return new Figures(
                100, height, series, series, worstRange, series, series, series, series, Map.of(0, root, 1, 1.0));
    }
}
