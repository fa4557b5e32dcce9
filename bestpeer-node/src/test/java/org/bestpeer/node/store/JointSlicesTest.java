package org.bestpeer.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bestpeer.engine.placement.JointHistogram;
import org.bestpeer.engine.placement.JointHistogram.Span;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JointSlicesTest {
    private static final List<Field> FIELDS = List.of(
            new Field("ordered", DataType.INTEGER),
            new Field("shipped", DataType.INTEGER),
            new Field("other", DataType.BIGINT),
            new Field("kind", DataType.VARCHAR),
            new Field("label", DataType.VARCHAR));
    private static final Span LOW = new Span(0, 0.25);

    private static List<RowSample.Row> rows(int count) {
        Random random = new Random(5);
        List<RowSample.Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int day = random.nextInt(1000);
            int kind = random.nextInt(3);
            @Nullable
            Object[] values = {
                random.nextInt(20) == 0 ? null : day,
                day + random.nextInt(30),
                random.nextLong(),
                "kind " + kind,
                "label " + kind
            };
            rows.add(new RowSample.Row(i, values));
        }
        return rows;
    }

    @Test
    void findsPairsThatDependOnEachOther() {
        List<JointHistogram> found = JointSlices.of(FIELDS, rows(512));

        assertThat(found)
                .extracting(joint -> joint.first() + "-" + joint.second())
                .containsExactlyInAnyOrder("ordered-shipped", "kind-label");
        assertThat(found).allSatisfy(joint -> assertThat(
                        joint.shares().stream().mapToDouble(Double::doubleValue).sum())
                .isCloseTo(1, within(1e-9)));
    }

    @Test
    void tellsHowManyRowsAreInBothSpans() {
        JointHistogram dates = JointSlices.of(FIELDS, rows(512)).stream()
                .filter(joint -> joint.first().equals("ordered"))
                .findFirst()
                .orElseThrow();

        assertThat(dates.share(LOW, LOW)).isBetween(0.2, 0.26);
        assertThat(dates.share(LOW, new Span(0.75, 1))).isLessThan(0.01);
        assertThat(dates.share(new Span(0, 1), LOW)).isCloseTo(0.25, within(0.02));
    }

    @Test
    void equalValuesAreSpreadAlikeSoThatTheyDoNotSeemToDepend() {
        Random random = new Random(6);
        List<RowSample.Row> rows = new ArrayList<>();
        for (int i = 0; i < 512; i++) {
            rows.add(new RowSample.Row(i, new Object[] {random.nextInt(2), random.nextInt(2), 0L, "a", "b"}));
        }

        assertThat(JointSlices.of(FIELDS, rows)).isEmpty();
    }

    @Test
    void saysNothingOfFewRows() {
        assertThat(JointSlices.of(FIELDS, rows(200))).isEmpty();
    }
}
