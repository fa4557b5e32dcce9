package org.bestpeer.node.gateway;

import java.util.function.Predicate;

/** A pattern of JDBC's metadata methods: {@code %} any text, {@code _} any character, {@code \} takes the next as is. */
final class LikePattern {
    private LikePattern() {}

    /** The pattern as a test; absent means everything. */
    static Predicate<String> of(boolean present, String pattern) {
        return present ? text -> matches(pattern, 0, text, 0) : text -> true;
    }

    // Greedy with one point to go back to: linear memory, at most |pattern| times |text| steps.
    private static boolean matches(String pattern, int patternStart, String text, int textStart) {
        int p = patternStart;
        int t = textStart;
        int star = -1;
        int starText = 0;
        while (t < text.length()) {
            char c = p < pattern.length() ? pattern.charAt(p) : 0;
            boolean escaped = c == '\\' && p + 1 < pattern.length();
            if (p < pattern.length() && !escaped && c == '%') {
                star = p++;
                starText = t;
            } else if (p < pattern.length() && same(escaped ? pattern.charAt(p + 1) : c, text.charAt(t), escaped)) {
                p += escaped ? 2 : 1;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++starText;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '%') {
            p++;
        }
        return p == pattern.length();
    }

    private static boolean same(char expected, char actual, boolean literal) {
        return expected == actual || (!literal && expected == '_');
    }
}
