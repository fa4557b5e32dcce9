package org.bestpeer.overlay.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.bestpeer.overlay.PeerId;
import org.junit.jupiter.api.Test;

class CutTest {
    private static final PeerId A = new PeerId("a");
    private static final PeerId B = new PeerId("b");
    private static final PeerId C = new PeerId("c");
    private static final PeerId D = new PeerId("d");

    private static String passing(Cut cut) {
        StringBuilder passing = new StringBuilder();
        for (PeerId from : List.of(A, B, C, D)) {
            for (PeerId to : List.of(A, B, C, D)) {
                if (!from.equals(to) && !cut.stops(from, to, 0)) {
                    passing.append(from).append(to).append(' ');
                }
            }
        }
        return passing.toString().trim();
    }

    @Test
    void halves() {
        assertThat(passing(Cut.halves(List.of(A, B)))).isEqualTo("ab ba cd dc");
    }

    @Test
    void alone() {
        assertThat(passing(Cut.alone(A))).isEqualTo("bc bd cb cd db dc");
    }

    @Test
    void oneWay() {
        assertThat(passing(Cut.oneWay(List.of(A, B), List.of(C, D)))).isEqualTo("ab ba ca cb cd da db dc");
        assertThat(passing(Cut.mute(A))).isEqualTo("ba bc bd ca cb cd da db dc");
        assertThat(passing(Cut.deaf(A))).isEqualTo("ab ac ad bc bd cb cd db dc");
    }

    @Test
    void ring() {
        assertThat(passing(Cut.ring(List.of(A, B, C, D)))).isEqualTo("ab ad ba bc cb cd da dc");
    }

    @Test
    void bridge() {
        assertThat(passing(Cut.bridge(List.of(A, B), B))).isEqualTo("ab ba bc bd cb cd db dc");
    }

    @Test
    void flapping() {
        Cut cut = Cut.alone(A).flapping(Duration.ofNanos(10));
        assertThat(cut.stops(A, B, 9)).isTrue();
        assertThat(cut.stops(A, B, 10)).isFalse();
        assertThat(cut.stops(A, B, 20)).isTrue();
    }
}
