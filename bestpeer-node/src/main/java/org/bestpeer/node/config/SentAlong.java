package org.bestpeer.node.config;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What may be sent to owners along with what they are asked, so that they send less. */
public enum SentAlong {
    /** Keys of other rows, or bloom filters of them. */
    KEYS,
    /** Rows of small fragments, to be joined at the owners. */
    ROWS,
    /** Rows of both sides of a join, parted by their keys, to peers that join them. */
    REPARTITION;

    /** Everything. */
    public static Set<SentAlong> all() {
        return EnumSet.allOf(SentAlong.class);
    }

    /** As it stands in a configuration. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Set<SentAlong> read(String text) {
        return KeyType.names(text).stream().map(SentAlong::named).collect(Collectors.toUnmodifiableSet());
    }

    private static SentAlong named(String label) {
        return all().stream()
                .filter(sent -> sent.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no " + label));
    }
}
