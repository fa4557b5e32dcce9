package org.bestpeer.engine.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TextVectorTest {
    private static final List<@Nullable String> TEXTS = Arrays.asList("", "élan", null, "😀 a", "b", null, "élan");

    private final Vector plain = vector();
    private final Vector packed = Vectors.packed(plain);

    private static Vector vector() {
        VectorBuilder builder = VectorBuilder.of(DataType.VARCHAR, TEXTS.size());
        TEXTS.forEach(builder::append);
        return builder.build();
    }

    @Test
    void packedTextsAreTheSameTexts() {
        assertThat(packed).isInstanceOf(TextVector.class);
        assertThat(values(packed)).isEqualTo(TEXTS);
        assertThat(packed.isNull(2)).isTrue();
        assertThat(packed.isNull(0)).isFalse();
    }

    @Test
    void rowsOfPackedTextsAreThoseOfPlainOnes() {
        int[] rows = {6, 2, -1, 0, 3, 3, 1};

        assertThat(values(Vectors.gather(packed, rows, 6))).isEqualTo(values(Vectors.gather(plain, rows, 6)));
        assertThat(values(Vectors.gather(Vectors.gather(packed, rows, 6), new int[] {4, 0}, 2)))
                .containsExactly("😀 a", "élan");
    }

    @Test
    void packedTextsAreSentAsPlainOnes() {
        List<Field> fields = List.of(new Field("t", DataType.VARCHAR));

        assertThat(BatchCodec.encode(new Batch(TEXTS.size(), List.of(packed))))
                .isEqualTo(BatchCodec.encode(new Batch(TEXTS.size(), List.of(plain))));
        assertThat(BatchCodec.decode(BatchCodec.encode(new Batch(TEXTS.size(), List.of(packed))), fields)
                        .columns()
                        .get(0)
                        .get(3))
                .isEqualTo("😀 a");
    }

    @Test
    void sharedTextsAreOneObjectEach() {
        Vector shared = Vectors.shared(packed, new HashMap<>());

        assertThat(values(shared)).isEqualTo(TEXTS);
        assertThat(shared.get(1)).isSameAs(shared.get(6));
    }

    private static List<@Nullable Object> values(Vector vector) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int row = 0; row < vector.size(); row++) {
            values.add(vector.get(row));
        }
        return values;
    }
}
