package org.bestpeer.node.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bestpeer.overlay.PeerAddress;

/** What a setting's value looks like. */
public enum KeyType {
    ADDRESS("HOST:PORT"),
    OPTIONAL_ADDRESS("HOST:PORT or empty"),
    DURATION("a time such as 500ms, 3s, 2m or 1h"),
    SIZE("a size such as 64k, 256m or 2g"),
    MEMORY("a size such as 64k, 256m or 2g, or a share of the heap such as 50%"),
    COUNT("a whole number above 0"),
    SWITCH("true or false"),
    TABLES("cached or memory"),
    SENT_ALONG("keys, rows, repartition, several with commas between them, or empty"),
    NAMES("names with commas between them, *, or empty");

    private static final Pattern QUANTITY = Pattern.compile("(\\d{1,12})([a-z]*)");
    private static final Map<String, Long> MILLIS = Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L);
    private static final Map<String, Long> BYTES = Map.of("", 1L, "k", 1L << 10, "m", 1L << 20, "g", 1L << 30);

    private static final int ALL = 100;

    private final String form;

    KeyType(String form) {
        this.form = form;
    }

    /** For people: what may be written. */
    public String form() {
        return form;
    }

    /** Throws IllegalArgumentException if the text is not of this type. */
    void check(String text) {
        switch (this) {
            case ADDRESS -> PeerAddress.parse(text);
            case OPTIONAL_ADDRESS -> {
                if (!text.isEmpty()) {
                    PeerAddress.parse(text);
                }
            }
            case DURATION -> duration(text);
            case SIZE -> size(text);
            case MEMORY -> memory(text);
            case COUNT -> count(text);
            case NAMES -> names(text);
            case SENT_ALONG -> SentAlong.read(text);
            case SWITCH -> oneOf(text, "true", "false");
            case TABLES -> oneOf(text, "cached", "memory");
        }
    }

    private static void oneOf(String text, String first, String second) {
        if (!List.of(first, second).contains(text)) {
            throw new IllegalArgumentException("neither %s nor %s".formatted(first, second));
        }
    }

    static Duration duration(String text) {
        return Duration.ofMillis(quantity(text, MILLIS));
    }

    static long size(String text) {
        return quantity(text, BYTES);
    }

    static long memory(String text) {
        if (!text.endsWith("%")) {
            return size(text);
        }
        int share = count(text.substring(0, text.length() - 1));
        if (share > ALL) {
            throw new IllegalArgumentException("more than all");
        }
        return Runtime.getRuntime().maxMemory() / ALL * share;
    }

    static int count(String text) {
        int value = Integer.parseInt(text);
        if (value < 1) {
            throw new IllegalArgumentException("not above 0");
        }
        return value;
    }

    static Set<String> names(String text) {
        if (text.isBlank()) {
            return Set.of();
        }
        Set<String> names = Set.copyOf(List.of(text.trim().split("\\s*,\\s*", -1)));
        if (names.contains("")) {
            throw new IllegalArgumentException("a name is missing");
        }
        return names;
    }

    private static long quantity(String text, Map<String, Long> units) {
        Matcher matcher = QUANTITY.matcher(text);
        if (!matcher.matches() || !units.containsKey(matcher.group(2))) {
            throw new IllegalArgumentException("not a quantity");
        }
        return Math.multiplyExact(Long.parseLong(matcher.group(1)), units.getOrDefault(matcher.group(2), 1L));
    }
}
