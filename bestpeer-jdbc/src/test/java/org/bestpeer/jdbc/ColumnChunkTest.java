package org.bestpeer.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ColumnChunkTest {
    /** Three rows: numbers of which the second is NULL, decimals, texts, few texts. */
    private static byte[] sample() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ints(3, 4));
        out.writeBytes(new byte[] {ColumnKind.LONG, 1, 0b010});
        out.writeBytes(numbers(1000, 0, 0, 55));
        out.writeBytes(new byte[] {ColumnKind.DECIMAL, 0, 2});
        out.writeBytes(numbers(-5, 0, 1, 2));
        out.writeBytes(new byte[] {ColumnKind.TEXT, 0});
        out.writeBytes(numbers(0, 1, 1, 4));
        out.writeBytes("abcd".getBytes(StandardCharsets.UTF_8));
        out.writeBytes(new byte[] {ColumnKind.FEW_TEXTS, 0});
        out.writeBytes(ints(2));
        out.writeBytes(numbers(0, 3, 6));
        out.writeBytes("AIRREG".getBytes(StandardCharsets.UTF_8));
        out.writeBytes(numbers(0, 1, 0, 1));
        return out.toByteArray();
    }

    private static byte[] ints(int... values) {
        ByteBuffer out = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(values).forEach(out::putInt);
        return out.array();
    }

    private static byte[] numbers(long base, int... differences) {
        ByteBuffer out =
                ByteBuffer.allocate(1 + Long.BYTES + differences.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 1).putLong(base);
        Arrays.stream(differences).forEach(d -> out.put((byte) d));
        return out.array();
    }

    @Test
    void findsEachValue() throws IOException {
        ColumnChunk chunk = ColumnChunk.read(sample());

        assertThat(chunk.rows()).isEqualTo(3);
        assertThat(chunk.get(0, 0)).isEqualTo(1000L);
        assertThat(chunk.get(0, 1)).isNull();
        assertThat(chunk.get(0, 2)).isEqualTo(1055L);
        assertThat(chunk.get(1, 2)).isEqualTo(new BigDecimal("-0.03"));
        assertThat(chunk.get(2, 0)).isEqualTo("a");
        assertThat(chunk.get(2, 1)).isEqualTo("");
        assertThat(chunk.get(2, 2)).isEqualTo("bcd");
        assertThat(chunk.get(3, 0)).isEqualTo("REG");
        assertThat(chunk.get(3, 1)).isEqualTo("AIR");
    }

    @Test
    void refusesWhatEndsTooEarlyOrTooLate() {
        byte[] sample = sample();
        for (int length = 0; length < sample.length; length++) {
            byte[] cut = Arrays.copyOf(sample, length);
            assertThatThrownBy(() -> ColumnChunk.read(cut)).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> ColumnChunk.read(Arrays.copyOf(sample, sample.length + 1)))
                .hasMessageContaining("go on behind their end");
    }

    @Test
    void refusesSizesThatItWouldHaveToMakeRoomFor() {
        assertThatThrownBy(() -> ColumnChunk.read(ints(Integer.MAX_VALUE, 1))).hasMessageContaining("unusable size");
        assertThatThrownBy(() -> ColumnChunk.read(ints(1, Integer.MAX_VALUE))).hasMessageContaining("unusable size");
        assertThatThrownBy(() -> ColumnChunk.read(ints(-1, -1))).hasMessageContaining("unusable size");
    }

    /** Whatever the bytes say, they are refused or give values, and nothing outside them is read. */
    @Test
    void takesOrRefusesAnyBytes() {
        Random random = new Random(7);
        int read = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = sample();
            for (int change = random.nextInt(4); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                ColumnChunk chunk = ColumnChunk.read(bytes);
                for (int column = 0; column < chunk.columns().size(); column++) {
                    for (int row = 0; row < chunk.rows(); row += 1 + chunk.rows() / 16) {
                        Object unused = chunk.get(column, row);
                    }
                }
                read++;
            } catch (IOException | GatewayException refused) {
                assertThat(refused.getMessage()).isNotEmpty();
            }
        }
        assertThat(read).isPositive();
    }
}
