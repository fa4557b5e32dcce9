package org.bestpeer.node.spill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.exec.SpillArea;
import org.bestpeer.engine.exec.SpillFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpillDirectoryTest {
    private static final byte[] PIECE = "rows of somebody".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path home;

    private Path directory() {
        return home.resolve("spill");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory())) {
            return files.toList();
        }
    }

    @Test
    void givesPiecesBackInTheirOrderAndLeavesNothing() throws IOException {
        SpillDirectory spill = SpillDirectory.open(directory(), 1 << 20, 0);
        try (SpillArea area = spill.area();
                SpillFile file = area.create()) {
            file.write(PIECE);
            file.write(new byte[0]);
            file.write(new byte[100_000]);

            assertThat(file.read()).isEqualTo(PIECE);
            assertThat(file.read()).isEmpty();
            assertThat(file.read()).hasSize(100_000);
            assertThat(file.read()).isNull();
            assertThat(spill.used()).isEqualTo(area.bytes()).isGreaterThan(100_000);
        }
        assertThat(files()).isEmpty();
        assertThat(spill.used()).isZero();
    }

    @Test
    void noRowCanBeReadInAFile() throws IOException {
        SpillDirectory spill = SpillDirectory.open(directory(), 1 << 20, 0);
        try (SpillArea area = spill.area()) {
            SpillFile first = area.create();
            SpillFile second = area.create();
            first.write(PIECE);
            second.write(PIECE);

            List<Path> files = files();
            assertThat(Files.readString(files.get(0), StandardCharsets.ISO_8859_1))
                    .doesNotContain("rows");
            assertThat(Files.readAllBytes(files.get(0))).isNotEqualTo(Files.readAllBytes(files.get(1)));
        }
    }

    @Test
    void whatWasChangedOnTheDiskIsNotTaken() throws IOException {
        SpillDirectory spill = SpillDirectory.open(directory(), 1 << 20, 0);
        try (SpillArea area = spill.area()) {
            SpillFile file = area.create();
            file.write(PIECE);
            Path path = files().get(0);
            byte[] bytes = Files.readAllBytes(path);
            bytes[bytes.length - 1] ^= 1;
            Files.write(path, bytes);

            assertThatThrownBy(file::read).hasMessageContaining("not what comes back");
        }
    }

    @Test
    void theLimitHoldsForAllStatements() throws IOException {
        SpillDirectory spill = SpillDirectory.open(directory(), 2000, 0);
        try (SpillArea first = spill.area();
                SpillArea second = spill.area()) {
            SpillFile file = first.create();
            file.write(new byte[1500]);
            SpillFile other = second.create();
            assertThatThrownBy(() -> other.write(new byte[1500]))
                    .hasMessageContaining("limits.spill")
                    .isInstanceOfSatisfying(
                            BestPeerException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUT_OF_MEMORY));

            file.close();

            other.write(new byte[1500]);
        }
        assertThat(spill.used()).isZero();
    }

    @Test
    void theDiskKeepsSomeFreeBytes() throws IOException {
        SpillDirectory spill = SpillDirectory.open(directory(), Long.MAX_VALUE, Long.MAX_VALUE / 2);
        try (SpillArea area = spill.area()) {
            SpillFile file = area.create();
            assertThatThrownBy(() -> file.write(PIECE)).hasMessageContaining("must stay free");
        }
        assertThat(files()).isEmpty();
        assertThat(spill.used()).isZero();
    }

    @Test
    void whatAnEarlierProcessLeftIsDeleted() throws IOException {
        SpillDirectory.open(directory(), 1 << 20, 0).area().create().write(PIECE);
        assertThat(files()).hasSize(1);

        SpillDirectory.open(directory(), 1 << 20, 0);

        assertThat(files()).isEmpty();
    }

    @Test
    void aClosedAreaTakesNothing() throws IOException {
        SpillArea area = SpillDirectory.open(directory(), 1 << 20, 0).area();
        SpillFile file = area.create();
        area.close();

        assertThatThrownBy(() -> file.write(PIECE)).hasMessage("the query is over");
        assertThatThrownBy(area::create).hasMessage("the query is over");
        assertThat(files()).isEmpty();
    }

    @Test
    void aLimitOfNothingMeansNoFiles() throws IOException {
        assertThat(SpillDirectory.open(directory(), 0, 0).area().isOn()).isFalse();
    }
}
