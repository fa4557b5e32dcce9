package org.bestpeer.engine.exec.scalar;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A LIKE pattern whose only wildcard is %: texts that come one after the other, the first at the beginning and the last at the
 * end. It is searched for in texts or in their UTF-8, where no character begins inside another.
 */
final class LikeParts {
    private final String[] texts;
    private final byte[][] encoded;
    private final int characters;
    private final int bytes;

    /** @param parts what stands before, between and behind the % signs: empty texts where nothing does */
    LikeParts(List<String> parts) {
        texts = parts.toArray(String[]::new);
        encoded = parts.stream()
                .map(part -> part.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        characters = parts.stream().mapToInt(String::length).sum();
        int length = 0;
        for (byte[] part : encoded) {
            length += part.length;
        }
        bytes = length;
    }

    /** Whether the whole text matches. */
    boolean matches(String text) {
        int last = texts.length - 1;
        if (last == 0) {
            return text.equals(texts[0]);
        }
        if (text.length() < characters || !text.startsWith(texts[0]) || !text.endsWith(texts[last])) {
            return false;
        }
        int at = texts[0].length();
        for (int i = 1; i < last; i++) {
            int found = text.indexOf(texts[i], at);
            if (found < 0) {
                return false;
            }
            at = found + texts[i].length();
        }
        return at <= text.length() - texts[last].length();
    }

    /** Whether the text of these bytes matches as a whole. */
    boolean matches(byte[] text, int from, int to) {
        int last = encoded.length - 1;
        if (to - from < bytes || (last == 0 && to - from != bytes)) {
            return false;
        }
        int end = to - encoded[last].length;
        if (!isAt(text, from, encoded[0]) || !isAt(text, end, encoded[last])) {
            return false;
        }
        int at = from + encoded[0].length;
        for (int i = 1; i < last; i++) {
            int found = indexOf(text, at, end, encoded[i]);
            if (found < 0) {
                return false;
            }
            at = found + encoded[i].length;
        }
        return true;
    }

    private static boolean isAt(byte[] text, int at, byte[] part) {
        for (int i = 0; i < part.length; i++) {
            if (text[at + i] != part[i]) {
                return false;
            }
        }
        return true;
    }

    /** Where a part begins that ends before {@code end}; negative if it is not there. */
    private static int indexOf(byte[] text, int from, int end, byte[] part) {
        if (part.length == 0) {
            return from;
        }
        byte first = part[0];
        int lastStart = end - part.length;
        for (int at = from; at <= lastStart; at++) {
            if (text[at] == first && isAt(text, at, part)) {
                return at;
            }
        }
        return -1;
    }
}
