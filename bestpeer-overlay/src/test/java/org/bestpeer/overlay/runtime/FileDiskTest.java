package org.bestpeer.overlay.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.bestpeer.overlay.OverlayException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDiskTest {
    @TempDir
    Path directory;

    private Path file = Path.of("state");

    @BeforeEach
    void inDirectory() {
        file = directory.resolve("state");
    }

    private FileDisk<String> disk() {
        return new FileDisk<>(
                file,
                new FileCodec<>(
                        text -> text.getBytes(StandardCharsets.UTF_8),
                        bytes -> new String(bytes, StandardCharsets.UTF_8)));
    }

    @Test
    void givesBackWhatWasSavedLast() {
        assertThat(disk().load()).isEmpty();
        disk().save("one");
        disk().save("another");
        assertThat(disk().load()).contains("another");
        assertThat(directory).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void anEmptyStateIsAState() {
        disk().save("");
        assertThat(disk().load()).contains("");
    }

    @Test
    void refusesEveryChangedBit() throws IOException {
        disk().save("state");
        byte[] good = Files.readAllBytes(file);
        for (int bit = 0; bit < good.length * 8; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, bad);
            assertThatThrownBy(() -> disk().load())
                    .isInstanceOf(OverlayException.class)
                    .hasMessageContaining("cannot be read");
        }
    }

    @Test
    void refusesAFileThatEndsEarly() throws IOException {
        disk().save("state");
        byte[] good = Files.readAllBytes(file);
        for (int length = 0; length < good.length; length++) {
            Files.write(file, Arrays.copyOf(good, length));
            assertThatThrownBy(() -> disk().load()).isInstanceOf(OverlayException.class);
        }
    }
}
