package org.bestpeer.engine.exec.scalar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;

/** A LIKE pattern over code points. Matching takes at most text length times pattern length steps. */
final class LikePattern {
    private static final int ANY_TEXT = -1;
    private static final int ANY_CHARACTER = -2;
    private static final int LONGEST = 1000;

    private final int[] pattern;
    private final Optional<LikeParts> parts;

    private LikePattern(int[] pattern) {
        this.pattern = pattern;
        this.parts = Arrays.stream(pattern).anyMatch(point -> point == ANY_CHARACTER)
                ? Optional.empty()
                : Optional.of(new LikeParts(split(pattern)));
    }

    private static List<String> split(int[] pattern) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int point : pattern) {
            if (point == ANY_TEXT) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.appendCodePoint(point);
            }
        }
        parts.add(part.toString());
        return parts;
    }

    /** The same as parts to be searched for; empty if it has a wildcard for one character. */
    Optional<LikeParts> parts() {
        return parts;
    }

    /**
     * Reads a pattern.
     *
     * @param escape one character, or empty for none
     */
    static LikePattern of(String text, String escape) {
        if (escape.codePointCount(0, escape.length()) > 1) {
            throw new BestPeerException(ErrorCode.INVALID_VALUE, "escape of a LIKE pattern is not one character");
        }
        int[] source = text.codePoints().toArray();
        if (source.length > LONGEST) {
            throw new BestPeerException(
                    ErrorCode.LIMIT_EXCEEDED, "LIKE pattern is longer than %d characters".formatted(LONGEST));
        }
        int escapePoint = escape.isEmpty() ? ANY_TEXT : escape.codePointAt(0);
        int[] pattern = new int[source.length];
        int size = 0;
        for (int i = 0; i < source.length; i++) {
            int point = source[i];
            if (point == escapePoint) {
                i++;
                if (i == source.length || (source[i] != '%' && source[i] != '_' && source[i] != escapePoint)) {
                    throw new BestPeerException(
                            ErrorCode.INVALID_VALUE, "LIKE pattern has an escape character before nothing to escape");
                }
                pattern[size++] = source[i];
            } else if (point == '%') {
                pattern[size++] = ANY_TEXT;
            } else {
                pattern[size++] = point == '_' ? ANY_CHARACTER : point;
            }
        }
        return new LikePattern(Arrays.copyOf(pattern, size));
    }

    /** Whether the whole text matches. */
    boolean matches(String text) {
        return parts.isPresent() ? parts.get().matches(text) : matchesEachCharacter(text);
    }

    /** On a mismatch only the last % need take one more character. */
    private boolean matchesEachCharacter(String text) {
        int at = 0;
        int p = 0;
        int retryAt = -1;
        int retryPattern = -1;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            if (p < pattern.length && pattern[p] == ANY_TEXT) {
                retryPattern = ++p;
                retryAt = at;
            } else if (p < pattern.length && (pattern[p] == point || pattern[p] == ANY_CHARACTER)) {
                p++;
                at += Character.charCount(point);
            } else if (retryPattern >= 0) {
                retryAt += Character.charCount(text.codePointAt(retryAt));
                at = retryAt;
                p = retryPattern;
            } else {
                return false;
            }
        }
        while (p < pattern.length && pattern[p] == ANY_TEXT) {
            p++;
        }
        return p == pattern.length;
    }
}
