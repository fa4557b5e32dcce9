package org.bestpeer.benchmarks.churn;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;
import org.jspecify.annotations.Nullable;

/** How driver and process write what they tell each other: words on a line, without blanks. */
final class Words {
    private static final String NONE = "-";
    /** So that the empty key is a word, too. */
    private static final String KEY = "k";

    private static final String SEPARATOR = ":";

    private Words() {}

    static String key(@Nullable Key key) {
        return key == null ? NONE : KEY + key;
    }

    static Key readKey(String word) {
        if (!word.startsWith(KEY)) {
            throw new IllegalArgumentException("not a key: " + word);
        }
        return Key.of(HexFormat.of().parseHex(word.substring(KEY.length())));
    }

    static String keys(List<Key> keys) {
        return keys.stream().map(Words::key).collect(Collectors.joining(" "));
    }

    static String range(Optional<KeyRange> range) {
        return range.map(known -> key(known.low()) + " " + key(known.high())).orElse(NONE);
    }

    static Optional<KeyRange> readRange(List<String> words) {
        return words.get(0).equals(NONE)
                ? Optional.empty()
                : Optional.of(
                        new KeyRange(readKey(words.get(0)), words.get(1).equals(NONE) ? null : readKey(words.get(1))));
    }

    static String versions(Map<Key, Long> versions) {
        return versions.entrySet().stream()
                .map(entry -> key(entry.getKey()) + SEPARATOR + entry.getValue())
                .collect(Collectors.joining(" "));
    }

    static Map<Key, Long> readVersions(List<String> words) {
        Map<Key, Long> versions = new TreeMap<>();
        for (String word : words) {
            List<String> parts = parts(word);
            versions.put(readKey(parts.get(0)), Long.valueOf(parts.get(1)));
        }
        return versions;
    }

    static String sightings(List<Sighting> found) {
        return found.stream()
                .map(sighting -> Stream.of(key(sighting.key()), sighting.publisher(), sighting.version())
                        .map(String::valueOf)
                        .collect(Collectors.joining(SEPARATOR)))
                .collect(Collectors.joining(" "));
    }

    static List<Sighting> readSightings(List<String> words) {
        return words.stream()
                .map(Words::parts)
                .map(parts ->
                        new Sighting(readKey(parts.get(0)), new PeerId(parts.get(1)), Long.parseLong(parts.get(2))))
                .toList();
    }

    static String vitals(Vitals vitals) {
        return "%d %d %d".formatted(vitals.heap(), vitals.threads(), vitals.files());
    }

    static Vitals readVitals(List<String> words) {
        return new Vitals(Long.parseLong(words.get(0)), Integer.parseInt(words.get(1)), Long.parseLong(words.get(2)));
    }

    private static List<String> parts(String word) {
        return List.of(word.split(SEPARATOR, -1));
    }
}
