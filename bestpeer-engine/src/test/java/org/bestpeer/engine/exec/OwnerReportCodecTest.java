package org.bestpeer.engine.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.progress.AccessPath;
import org.bestpeer.engine.progress.OwnerReport;
import org.junit.jupiter.api.Test;

class OwnerReportCodecTest {
    private static final OwnerReport REPORT = new OwnerReport(
            List.of(
                    new OwnerReport.Read("lineitem", AccessPath.SNAPSHOT),
                    new OwnerReport.Read("Größe", AccessPath.INDEX),
                    new OwnerReport.Read("", AccessPath.STORE)),
            3_000_000_000L);

    @Test
    void comesBackAsItWas() {
        byte[] piece = OwnerReportCodec.encode(REPORT);

        assertThat(OwnerReportCodec.isReport(piece)).isTrue();
        assertThat(OwnerReportCodec.decode(piece)).isEqualTo(REPORT);
    }

    @Test
    void isNoBatch() {
        assertThat(OwnerReportCodec.isReport(BatchCodec.encode(new Batch(0, List.of()))))
                .isFalse();
        assertThat(OwnerReportCodec.isReport(new byte[0])).isFalse();
    }

    @Test
    void tellsOfTheFirstScansOnly() {
        OwnerReport many =
                new OwnerReport(Collections.nCopies(10_000, REPORT.reads().get(0)), 0);

        assertThat(OwnerReportCodec.decode(OwnerReportCodec.encode(many)).reads())
                .hasSize(256);
    }

    @Test
    void refusesWhatIsMalformed() {
        byte[] piece = OwnerReportCodec.encode(REPORT);
        for (int length = 0; length < piece.length; length++) {
            byte[] shorter = Arrays.copyOf(piece, length);
            assertThatExceptionOfType(BestPeerException.class).isThrownBy(() -> OwnerReportCodec.decode(shorter));
        }
        byte[] longer = Arrays.copyOf(piece, piece.length + 1);
        assertThatExceptionOfType(BestPeerException.class).isThrownBy(() -> OwnerReportCodec.decode(longer));
        byte[] unknown = piece.clone();
        unknown[piece.length - 1] = 'X';
        assertThatExceptionOfType(BestPeerException.class).isThrownBy(() -> OwnerReportCodec.decode(unknown));
    }
}
