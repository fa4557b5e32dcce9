package org.bestpeer.node.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.PeerId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyEncodingTest {
    private static final int VALUES = 400;
    private static final int COMPOSITES = 20_000;

    static List<DataType> types() {
        return SqlValues.TYPES;
    }

    @ParameterizedTest
    @MethodSource("types")
    void keysSortAsSqlSortsTheirValues(DataType type) {
        List<@Nullable Object> values = SqlValues.some(type, VALUES, new SplittableRandom(11));
        for (Object left : values) {
            for (Object right : values) {
                assertThat(Integer.signum(key(type, left).compareTo(key(type, right))))
                        .as("%s: %s against %s", type, shown(left), shown(right))
                        .isEqualTo(Integer.signum(SqlValues.compare(type, left, right)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void aValueComesBackAsItWas(DataType type) {
        for (Object value : SqlValues.some(type, VALUES, new SplittableRandom(12))) {
            KeyReader reader = new KeyReader(key(type, value));
            Object back = reader.value(type);

            if (value instanceof byte[] bytes) {
                assertThat((byte[]) back).isEqualTo(bytes);
            } else if (value instanceof Double number && number == 0) {
                assertThat(back).isEqualTo(0.0);
            } else {
                assertThat(back).isEqualTo(value);
            }
            assertThat(reader.atEnd()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void noKeyIsThePrefixOfAnotherSoThereIsRoomBetweenAnyTwo(DataType type) {
        List<Key> keys = SqlValues.some(type, VALUES, new SplittableRandom(13)).stream()
                .map(value -> key(type, value))
                .distinct()
                .sorted()
                .toList();
        for (int i = 1; i < keys.size(); i++) {
            Key low = keys.get(i - 1);
            Key high = keys.get(i);
            byte[] start = Arrays.copyOf(high.bytes(), Math.min(low.length(), high.length()));
            assertThat(Key.of(start)).isNotEqualTo(low);
            // Keys that start with the low one are endless, and all lie between the two.
            Key between = low;
            for (int step = 0; step < 3; step++) {
                Key next = Key.of(Arrays.copyOf(between.bytes(), between.length() + 1));
                assertThat(next).isGreaterThan(between).isLessThan(high);
                between = next;
            }
        }
    }

    @Test
    void compositeKeysSortPartByPart() {
        SplittableRandom random = new SplittableRandom(14);
        for (int i = 0; i < COMPOSITES; i++) {
            List<DataType> types = List.of(SqlValues.anyType(random), SqlValues.anyType(random));
            List<@Nullable Object> left = SqlValues.row(types, random);
            List<@Nullable Object> right = new ArrayList<>(SqlValues.row(types, random));
            if (random.nextBoolean()) {
                right.set(0, left.get(0));
            }
            int first = SqlValues.compare(types.get(0), left.get(0), right.get(0));
            int expected = first != 0 ? first : SqlValues.compare(types.get(1), left.get(1), right.get(1));

            assertThat(Integer.signum(key(types, left).compareTo(key(types, right))))
                    .as("%s: %s against %s", types, left, right)
                    .isEqualTo(Integer.signum(expected));
        }
    }

    @Test
    void longTextsAreCutWithoutPassingEachOther() {
        SplittableRandom random = new SplittableRandom(15);
        List<String> texts = SqlValues.longTexts(300, random);
        int cut = 0;
        for (String left : texts) {
            for (String right : texts) {
                int keys = key(DataType.VARCHAR, left).compareTo(key(DataType.VARCHAR, right));
                int values = SqlValues.compare(DataType.VARCHAR, left, right);
                cut += keys == 0 && values != 0 ? 1 : 0;
                assertThat(keys == 0 || Integer.signum(keys) == Integer.signum(values))
                        .isTrue();
            }
            String back = (String) new KeyReader(key(DataType.VARCHAR, left)).value(DataType.VARCHAR);
            assertThat(left).startsWith(back);
            assertThat(key(DataType.VARCHAR, left).length()).isLessThanOrEqualTo(2 * KeyEncoding.MAX_BYTES + 3);
        }
        assertThat(cut).as("pairs that were cut to the same bytes").isPositive();
    }

    @Test
    void equalValuesOfManyPublishersSplit() {
        Key one = IndexKeys.bucket("t", "c", DataType.BIGINT.kind(), 7L, new PeerId("acme-1"));
        Key other = IndexKeys.bucket("t", "c", DataType.BIGINT.kind(), 7L, new PeerId("acme-10"));

        assertThat(one).isLessThan(other);
        assertThat(IndexKeys.all(IndexKind.HISTOGRAM, "t", "c").contains(one)).isTrue();
        assertThat(IndexKeys.buckets("t").contains(one)).isTrue();
        assertThat(IndexKeys.buckets("t2").contains(one)).isFalse();
    }

    @Test
    void aKeyCutShortIsNotRead() {
        Key whole = key(DataType.BIGINT, 5L);
        Key half = Key.of(Arrays.copyOf(whole.bytes(), whole.length() - 1));

        assertThatThrownBy(() -> new KeyReader(half).value(DataType.BIGINT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no readable part at byte 8");
    }

    private static Key key(DataType type, @Nullable Object value) {
        return new KeyEncoding().value(type.kind(), value).toKey();
    }

    private static Key key(List<DataType> types, List<@Nullable Object> values) {
        KeyEncoding key = new KeyEncoding();
        for (int i = 0; i < types.size(); i++) {
            key.value(types.get(i).kind(), values.get(i));
        }
        return key.toKey();
    }

    private static @Nullable Object shown(@Nullable Object value) {
        return value instanceof byte[] bytes ? Arrays.toString(bytes) : value;
    }
}
