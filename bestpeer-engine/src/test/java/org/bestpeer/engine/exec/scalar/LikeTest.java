package org.bestpeer.engine.exec.scalar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchBuilder;
import org.bestpeer.engine.exec.TextVector;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.Vectors;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** LIKE against regular expressions, over texts as objects and in UTF-8. */
class LikeTest {
    private static final DataType TEXT = DataType.varchar(0);
    private static final List<String> CHARACTERS = List.of("a", "b", "é", "€", "𝄞");
    private static final int PATTERNS = 2_000;
    private static final int TEXTS = 40;

    @Test
    void agreesWithRegularExpressions() {
        Random random = new Random(5);
        int matched = 0;
        for (int i = 0; i < PATTERNS; i++) {
            String pattern = pattern(random);
            Pattern expected = Pattern.compile(regex(pattern), Pattern.DOTALL);
            List<@Nullable String> texts = new ArrayList<>();
            for (int k = 0; k < TEXTS; k++) {
                texts.add(random.nextInt(10) == 0 ? null : text(random, 6));
            }
            Vector objects = vector(texts);
            Vector packed = Vectors.packed(objects);
            assertThat(packed).isInstanceOf(TextVector.class);
            for (Vector vector : List.of(objects, packed)) {
                Vector result =
                        ScalarCompiler.compile(like(pattern)).evaluate(RowSet.all(new Batch(TEXTS, List.of(vector))));
                for (int row = 0; row < TEXTS; row++) {
                    String text = texts.get(row);
                    Boolean is = text == null ? null : expected.matcher(text).matches();
                    assertThat(result.get(row)).as("%s like %s", text, pattern).isEqualTo(is);
                    matched += Boolean.TRUE.equals(is) ? 1 : 0;
                }
            }
        }
        assertThat(matched).isGreaterThan(PATTERNS);
    }

    private static Scalar like(String pattern) {
        return new Scalar.Call(
                ScalarFunction.LIKE,
                List.of(new Scalar.ColumnRef(0, TEXT), new Scalar.Literal(pattern, TEXT)),
                DataType.BOOLEAN);
    }

    private static Vector vector(List<@Nullable String> texts) {
        BatchBuilder builder = BatchBuilder.of(List.of(new Field("t", TEXT)));
        texts.forEach(text -> builder.append(new @Nullable Object[] {text}));
        return builder.build().columns().get(0);
    }

    private static String pattern(Random random) {
        StringBuilder pattern = new StringBuilder();
        boolean single = random.nextInt(3) == 0;
        for (int length = random.nextInt(6); length > 0; length--) {
            pattern.append(
                    switch (random.nextInt(5)) {
                        case 0, 1 -> "%";
                        case 2 -> single ? "_" : "a";
                        default -> text(random, 3);
                    });
        }
        return pattern.toString();
    }

    private static String text(Random random, int most) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(most + 1); length > 0; length--) {
            text.append(CHARACTERS.get(random.nextInt(random.nextBoolean() ? 2 : CHARACTERS.size())));
        }
        return text.toString();
    }

    private static String regex(String pattern) {
        StringBuilder regex = new StringBuilder();
        pattern.codePoints()
                .forEach(point -> regex.append(
                        point == '%' ? ".*" : point == '_' ? "." : Pattern.quote(Character.toString(point))));
        return regex.toString();
    }
}
