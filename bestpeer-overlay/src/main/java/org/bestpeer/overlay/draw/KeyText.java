package org.bestpeer.overlay.draw;

import org.bestpeer.overlay.Key;
import org.jspecify.annotations.Nullable;

/** Keys for people: index keys are mostly names, with some other bytes between them. */
final class KeyText {
    private static final String SEPARATOR = "·";
    /** Shorter ones are rather bytes that happen to be letters. */
    private static final int SHORTEST_TEXT = 3;

    private KeyText() {}

    /** For a label: text with a dot for other bytes if most of it is text, else hexadecimal. */
    static String brief(@Nullable Key key) {
        return key != null && key.length() > 0 && isText(key) ? joined(key, false) : exact(key);
    }

    /** Every byte: text with escapes if most of it is text, else hexadecimal. */
    static String exact(@Nullable Key key) {
        if (key == null) {
            return "end";
        }
        if (key.length() == 0) {
            return "start";
        }
        return isText(key) ? joined(key, true) : "0x" + key;
    }

    private static String joined(Key key, boolean exact) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < key.length(); i++) {
            int value = key.at(i);
            if (isPrintable(value)) {
                text.append((char) value);
            } else if (exact) {
                text.append("\\x%02x".formatted(value));
            } else if (!text.isEmpty() && i < key.length() - 1 && isPrintable(key.at(i + 1))) {
                text.append(SEPARATOR);
            }
        }
        return text.toString();
    }

    private static boolean isText(Key key) {
        int printable = 0;
        for (int i = 0; i < key.length(); i++) {
            printable += isPrintable(key.at(i)) ? 1 : 0;
        }
        return printable >= SHORTEST_TEXT && printable * 2 > key.length();
    }

    private static boolean isPrintable(int value) {
        return value >= 0x20 && value < 0x7f;
    }
}
