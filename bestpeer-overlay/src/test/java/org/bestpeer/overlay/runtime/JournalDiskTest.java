package org.bestpeer.overlay.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.bestpeer.overlay.OverlayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts that grow at their end; a change of one is what was added. */
class JournalDiskTest {
    private static final JournalCodec<String> TEXTS = new JournalCodec<>(
            new FileCodec<>(text -> text.getBytes(UTF_8), bytes -> new String(bytes, UTF_8)),
            (before, after) -> after.substring(before.length()).getBytes(UTF_8),
            (before, bytes) -> before + new String(bytes, UTF_8));

    @TempDir
    Path directory;

    private JournalDisk<String> disk() {
        return new JournalDisk<>(directory.resolve("state"), TEXTS);
    }

    private Path journal() {
        return directory.resolve("state.journal");
    }

    @Test
    void givesBackWhatWasSavedLast() {
        SplittableRandom random = new SplittableRandom(3);
        JournalDisk<String> disk = disk();
        assertThat(disk.load()).isEmpty();
        String text = "";
        for (int i = 0; i < 500; i++) {
            text += "x".repeat(1 + random.nextInt(2000)) + i;
            disk.save(text);
            assertThat(disk().load()).contains(text);
            if (random.nextInt(20) == 0) {
                disk = disk();
                assertThat(disk.load()).contains(text);
            }
        }
    }

    @Test
    void aSmallChangeOfALargeValueIsASmallWrite() throws IOException {
        JournalDisk<String> disk = disk();
        String large = "x".repeat(1_000_000);
        disk.save(large);
        disk.save(large + "y");
        assertThat(Files.size(journal())).isLessThan(100);
        assertThat(disk().load()).contains(large + "y");
    }

    @Test
    void theJournalIsNeverMuchLongerThanTheValue() throws IOException {
        JournalDisk<String> disk = disk();
        String text = "";
        for (int i = 0; i < 300; i++) {
            text += "x".repeat(1000);
            disk.save(text);
            assertThat(Files.size(journal())).isLessThan(66_000 + text.length());
        }
    }

    @Test
    void aTornLastChangeWasNeverThere() throws IOException {
        JournalDisk<String> disk = disk();
        disk.save("one");
        disk.save("one two");
        long before = Files.size(journal());
        disk.save("one two three");
        byte[] whole = Files.readAllBytes(journal());
        for (int length = (int) before; length < whole.length; length++) {
            Files.write(journal(), Arrays.copyOf(whole, length));
            JournalDisk<String> again = disk();
            assertThat(again.load()).as("%d bytes", length).contains("one two");
        }
        JournalDisk<String> again = disk();
        again.load();
        again.save("one two four");
        again.save("one two four five");
        assertThat(disk().load()).contains("one two four five");
    }

    @Test
    void aJournalOfAnEarlierValueSaysNothing() throws IOException {
        JournalDisk<String> disk = disk();
        disk.save("one");
        disk.save("one two");
        byte[] earlier = Files.readAllBytes(journal());
        disk = disk();
        disk.load();
        disk.save("one");
        Files.write(journal(), earlier);
        assertThat(disk().load()).contains("one");
    }

    @Test
    void aChangeThatWentBadIsNotPassedOver() throws IOException {
        JournalDisk<String> disk = disk();
        disk.save("one");
        disk.save("one two");
        disk.save("one two three");
        byte[] bytes = Files.readAllBytes(journal());
        bytes[18] ^= 1;
        Files.write(journal(), bytes);
        assertThatThrownBy(() -> disk().load())
                .isInstanceOf(OverlayException.class)
                .hasMessageContaining("cannot be read");
    }
}
