package org.bestpeer.engine.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.junit.jupiter.api.Test;

class BatchCodecTest {
    @Test
    void readsBackWhatItWrote() {
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            List<Field> fields = RandomBatches.fields(random, 1 + random.nextInt(6));
            Batch batch = RandomBatches.batch(random, fields, random.nextInt(300));

            Batch read = BatchCodec.decode(BatchCodec.encode(batch), fields);

            assertThat(RandomBatches.rows(read)).as("seed %d", seed).isEqualTo(RandomBatches.rows(batch));
        }
    }

    @Test
    void sortedNumbersTakeAByteEach() {
        List<Field> fields = List.of(new Field("x", DataType.BIGINT));
        BatchBuilder builder = BatchBuilder.of(fields);
        for (long i = 0; i < 1000; i++) {
            builder.column(0).appendLong(1_000_000_000_000L + i * 200 + i % 7);
            builder.endRow();
        }

        byte[] bytes = BatchCodec.encode(builder.build());

        assertThat(bytes).hasSizeLessThan(1050);
        assertThat(BatchCodec.decode(bytes, fields).columns().get(0).getLong(999))
                .isEqualTo(1_000_000_199_805L);
    }

    @Test
    void stepsBeyondTheRangeOfNumbersComeBack() {
        List<Field> fields = List.of(new Field("x", DataType.BIGINT));
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            BatchBuilder builder = BatchBuilder.of(fields);
            long step = random.nextLong();
            for (int row = 0; row < 50; row++) {
                builder.column(0).appendLong(row % 9 == 0 && random.nextBoolean() ? Long.MIN_VALUE : row * step);
                builder.endRow();
            }
            Batch batch = builder.build();

            assertThat(RandomBatches.rows(BatchCodec.decode(BatchCodec.encode(batch), fields)))
                    .isEqualTo(RandomBatches.rows(batch));
        }
    }

    @Test
    void brokenBytesFailCleanly() {
        int refused = 0;
        for (int seed = 0; seed < 4000; seed++) {
            Random random = new Random(seed);
            List<Field> fields = RandomBatches.fields(random, 1 + random.nextInt(4));
            byte[] bytes = BatchCodec.encode(RandomBatches.batch(random, fields, random.nextInt(40)));
            byte[] broken = mutate(bytes, random);
            try {
                Batch read = BatchCodec.decode(broken, fields);
                assertThat(read.rows()).isLessThanOrEqualTo(BatchCodec.MAX_ROWS);
                RandomBatches.rows(read);
            } catch (BestPeerException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(500);
    }

    private static byte[] mutate(byte[] bytes, Random random) {
        if (random.nextInt(3) == 0) {
            return Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
        byte[] broken = bytes.clone();
        for (int i = 0; i <= random.nextInt(4); i++) {
            broken[random.nextInt(broken.length)] = (byte) random.nextInt();
        }
        return broken;
    }

    @Test
    void refusesAnotherVersionNamingBoth() {
        byte[] bytes = BatchCodec.encode(new Batch(0, List.of()));
        bytes[0] = 9;

        assertThatThrownBy(() -> BatchCodec.decode(bytes, List.of()))
                .hasMessageContaining("version 9")
                .hasMessageContaining("reads 2");
    }

    @Test
    void refusesMoreRowsThanTheBytesCanHold() {
        List<Field> fields = List.of(new Field("x", DataType.VARCHAR));
        byte[] bytes = {2, (byte) 0xff, (byte) 0xff, 3, 1, 0, 1};

        assertThatThrownBy(() -> BatchCodec.decode(bytes, fields)).isInstanceOf(BestPeerException.class);
    }

    @Test
    void splitsWhatIsTooLargeForAMessage() {
        List<Field> fields = List.of(new Field("x", DataType.VARCHAR));
        BatchBuilder builder = BatchBuilder.of(fields);
        for (int i = 0; i < 100; i++) {
            builder.append(i + "x".repeat(50_000));
        }

        List<byte[]> pieces = BatchCodec.encodeSplit(builder.build());

        assertThat(pieces).allMatch(piece -> piece.length <= BatchCodec.MAX_BYTES);
        assertThat(pieces.stream()
                        .mapToInt(piece -> BatchCodec.decode(piece, fields).rows())
                        .sum())
                .isEqualTo(100);
    }

    @Test
    void aRowThatFitsNoMessageIsALimit() {
        BatchBuilder builder = BatchBuilder.of(List.of(new Field("x", DataType.VARCHAR)));
        builder.append("x".repeat(2_000_000));
        Batch batch = builder.build();

        assertThatThrownBy(() -> BatchCodec.encodeSplit(batch))
                .isInstanceOfSatisfying(
                        BestPeerException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED));
    }

    @Test
    void repeatedValuesAreCheap() {
        BatchBuilder builder = BatchBuilder.of(
                List.of(new Field("flag", DataType.VARCHAR), new Field("price", DataType.decimal(15, 2))));
        for (int i = 0; i < 1024; i++) {
            builder.append(i % 2 == 0 ? "RETURNED" : "OPEN", java.math.BigDecimal.valueOf(100_000 + i, 2));
        }

        assertThat(BatchCodec.encode(builder.build()).length).isLessThan(1024 * 4);
    }
}
