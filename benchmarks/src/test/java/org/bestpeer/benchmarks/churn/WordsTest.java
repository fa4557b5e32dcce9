package org.bestpeer.benchmarks.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static final Key KEY = Key.of(new byte[] {0, ' ', ':', -1});

    @Test
    void whatIsWrittenIsRead() {
        KeyRange range = new KeyRange(Key.MIN, KEY);
        List<Sighting> found =
                List.of(new Sighting(KEY, new PeerId("p-1"), 7), new Sighting(Key.MIN, new PeerId("p-2"), 8));
        Map<Key, Long> versions = Map.of(KEY, 3L, Key.MIN, 4L);

        assertThat(Words.readRange(words(Words.range(Optional.of(range))))).contains(range);
        assertThat(Words.readRange(words(Words.range(Optional.of(KeyRange.ALL)))))
                .contains(KeyRange.ALL);
        assertThat(Words.readRange(words(Words.range(Optional.empty())))).isEmpty();
        assertThat(Words.readSightings(words(Words.sightings(found)))).isEqualTo(found);
        assertThat(Words.readVersions(words(Words.versions(versions)))).isEqualTo(versions);
        assertThat(Words.readVitals(words(Words.vitals(new Vitals(1, 2, 3))))).isEqualTo(new Vitals(1, 2, 3));
    }

    @Test
    void whatIsNoKeyIsRefused() {
        assertThatThrownBy(() -> Words.readKey("7")).hasMessage("not a key: 7");
    }

    private static List<String> words(String line) {
        return List.of(line.split(" "));
    }
}
