package org.bestpeer.benchmarks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TlsRecordsTest {
    private static final int HANDSHAKE = 22;
    private static final int DATA = 23;
    private static final int FULL = 16_401;

    private static byte[] records(int... typesAndLengths) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < typesAndLengths.length; i += 2) {
            int length = typesAndLengths[i + 1];
            all.writeBytes(new byte[] {(byte) typesAndLengths[i], 3, 3, (byte) (length >> 8), (byte) length});
            all.writeBytes(new byte[length]);
        }
        return all.toByteArray();
    }

    private static List<Integer> messages(byte[] bytes, int piece) {
        TlsRecords records = new TlsRecords();
        List<Integer> ended = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += piece) {
            int to = Math.min(bytes.length, from + piece);
            for (int at = from; at < to; ) {
                at = records.take(bytes, at, to);
                if (records.ended() > 0) {
                    ended.add(records.ended());
                }
            }
        }
        return ended;
    }

    @Test
    void fullRecordsGoOnWithTheNext() {
        byte[] bytes = records(HANDSHAKE, 700, DATA, 40, DATA, FULL, DATA, FULL, DATA, 300, DATA, 50);
        for (int piece : List.of(1, 7, 1000, bytes.length)) {
            assertThat(messages(bytes, piece)).as("pieces of %d", piece).containsExactly(40, 2 * FULL + 300, 50);
        }
    }

    @Test
    void stopsWhereAMessageEnds() {
        byte[] bytes = records(DATA, 40, DATA, 60);
        TlsRecords records = new TlsRecords();
        assertThat(records.take(bytes, 0, bytes.length)).isEqualTo(45);
        assertThat(records.ended()).isEqualTo(40);
        assertThat(records.take(bytes, 45, 100)).isEqualTo(100);
        assertThat(records.ended()).isZero();
    }
}
