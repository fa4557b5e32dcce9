package org.bestpeer.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.placement.ColumnRange;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.junit.jupiter.api.Test;

class LikePrefixTest {
    private static final Field NAME = new Field("name", DataType.VARCHAR);

    private static Scalar like(String... arguments) {
        List<Scalar> all = new ArrayList<>(List.of(new Scalar.ColumnRef(0, DataType.VARCHAR)));
        for (String argument : arguments) {
            all.add(new Scalar.Literal(argument, DataType.VARCHAR));
        }
        return new Scalar.Call(ScalarFunction.LIKE, all, DataType.BOOLEAN);
    }

    private static LikePrefix prefix(String pattern) {
        return LikePrefix.of(like(pattern)).orElseThrow();
    }

    @Test
    void readsPatterns() {
        assertThat(prefix("forest%").prefix()).isEqualTo("forest");
        assertThat(prefix("forest%").segments()).isEqualTo(1);
        assertThat(prefix("%Customer%Complaints%").prefix()).isEmpty();
        assertThat(prefix("%Customer%Complaints%").segments()).isEqualTo(2);
        assertThat(prefix("a_c%d").prefix()).isEqualTo("a");
        assertThat(prefix("a_c%d").segments()).isEqualTo(3);
        assertThat(prefix("abc").exact()).isTrue();
        assertThat(prefix("%").segments()).isEqualTo(1);
        assertThat(LikePrefix.of(like("a!%b", "!"))).isEmpty();
        assertThat(LikePrefix.of(like("a%", ""))).isPresent();
    }

    @Test
    void everyTextWithThePrefixLiesBetweenItsBounds() {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            String prefix = text(random, 1 + random.nextInt(3));
            LikePrefix like = new LikePrefix(new Scalar.ColumnRef(0, DataType.VARCHAR), prefix, 1, false);
            String value = prefix + text(random, random.nextInt(3));
            assertThat(ColumnRange.compare(prefix, value)).isLessThanOrEqualTo(0);
            like.beyond().ifPresent(high -> assertThat(ColumnRange.compare(value, high))
                    .as("%s before %s", value, high)
                    .isNegative());
        }
        assertThat(new LikePrefix(new Scalar.ColumnRef(0, DataType.VARCHAR), "\udbff\udfff", 1, false).beyond())
                .isEmpty();
        assertThat(prefix("az\udbff\udfff%").beyond()).contains("a{");
    }

    /** Characters at the edges of what there is. */
    private static String text(Random random, int length) {
        int[] edges = {'a', 'z', 0x7f, 0xd7ff, 0xe000, 0xffff, 0x10000, Character.MAX_CODE_POINT};
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(edges[random.nextInt(edges.length)]);
        }
        return text.toString();
    }

    @Test
    void prunesByThePrefix() {
        assertThat(ranges(like("forest%"))).containsExactly(new ColumnRange("name", "forest", "foresu"));
        assertThat(ranges(like("abc"))).containsExactly(new ColumnRange("name", "abc", "abc"));
        assertThat(ranges(like("%forest"))).isEmpty();
        assertThat(ranges(like("_b"))).isEmpty();
        assertThat(ranges(like("a!%", "!"))).isEmpty();
    }

    private static List<ColumnRange> ranges(Scalar condition) {
        Operator scan = new Operator.Scan("t", List.of(NAME));
        return ScanRanges.requests(new Operator.Filter(scan, condition)).get(0).ranges();
    }
}
