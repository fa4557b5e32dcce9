package org.bestpeer.node.tpch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.Iterators;
import com.google.common.collect.Streams;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TpchDataTest {
    static final double SCALE = 0.01;
    static final Map<TpchTable, Long> COUNTS = Map.of(
            TpchTable.REGION, 5L,
            TpchTable.NATION, 25L,
            TpchTable.SUPPLIER, 100L,
            TpchTable.PART, 2_000L,
            TpchTable.PARTSUPP, 8_000L,
            TpchTable.CUSTOMER, 1_500L,
            TpchTable.ORDERS, 15_000L,
            TpchTable.LINEITEM, 60_175L);

    @ParameterizedTest
    @EnumSource
    void hasTheKnownNumberOfRowsInTheTypesOfTheSchema(TpchTable table) {
        Iterator<Object[]> rows = TpchData.rows(table, SCALE);
        String[] types = typesInSchema(table);
        long count = 0;
        for (; rows.hasNext(); count++) {
            Object[] row = rows.next();
            assertThat(row.length).isEqualTo(types.length);
            for (int i = 0; i < row.length; i++) {
                if (!fits(row[i], types[i])) {
                    throw new AssertionError("%s does not hold %s (%s)".formatted(types[i], row[i], row[i].getClass()));
                }
            }
        }
        assertThat(count).isEqualTo(COUNTS.get(table));
    }

    @Test
    void keepsCentsAndDatesExact() {
        Object[] line = TpchData.rows(TpchTable.LINEITEM, SCALE).next();

        assertThat(line).startsWith(1L, 1552L, 93L, 1, new BigDecimal("17.00"), new BigDecimal("24710.35"));
        assertThat(line).contains((int) LocalDate.of(1996, 3, 13).toEpochDay());
    }

    @Test
    void givesTheSameRowsEachTime() {
        assertThat(Iterators.elementsEqual(texts(TpchTable.CUSTOMER), texts(TpchTable.CUSTOMER)))
                .isTrue();
    }

    @Test
    void refusesAScaleThatMakesNoSense() {
        assertThatThrownBy(() -> TpchData.rows(TpchTable.PART, 0)).hasMessageContaining("scale must be above 0");
        assertThatThrownBy(() -> TpchData.rows(TpchTable.PART, Double.NaN)).hasMessageContaining("NaN");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.002, 0.003, 0.005, 0.012})
    void refusesAScaleAtWhichKeysWouldRepeat(double scale) {
        assertThatThrownBy(() -> supplies(scale)).hasMessageContaining("the same supplier twice");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.008, 0.01, 0.02, 0.03, 0.05, 0.1})
    void keysOfSuppliesAreUniqueAtTheScalesItAccepts(double scale) {
        assertThat(supplies(scale))
                .hasSize((int) Math.round(scale * 800_000))
                .hasSize(new HashSet<>(supplies(scale)).size());
    }

    private static List<List<Object>> supplies(double scale) {
        return Streams.stream(TpchData.rows(TpchTable.PARTSUPP, scale))
                .map(row -> List.of(row[0], row[1]))
                .toList();
    }

    private static Iterator<String> texts(TpchTable table) {
        return Iterators.transform(TpchData.rows(table, SCALE), Arrays::toString);
    }

    private static String[] typesInSchema(TpchTable table) {
        var body = Pattern.compile("TABLE " + table.tableName() + " \\((.*?)\\n\\);", Pattern.DOTALL)
                .matcher(TpchSchema.sql());
        assertThat(body.find()).isTrue();
        return Pattern.compile("^ +[a-z]+_[a-z]+ +([A-Z]+(?:\\(.*?\\))?)", Pattern.MULTILINE)
                .matcher(body.group(1))
                .results()
                .map(column -> column.group(1))
                .toArray(String[]::new);
    }

    private static boolean fits(Object value, String type) {
        return switch (type.replaceAll("\\(.*", "")) {
            case "BIGINT" -> value instanceof Long;
            case "INTEGER", "DATE" -> value instanceof Integer;
            case "DECIMAL" -> value instanceof BigDecimal decimal && decimal.scale() == 2;
            case "VARCHAR" ->
                value instanceof String text && text.length() <= Integer.parseInt(type.replaceAll("[^0-9]", ""));
            default -> throw new AssertionError("unexpected type " + type);
        };
    }
}
