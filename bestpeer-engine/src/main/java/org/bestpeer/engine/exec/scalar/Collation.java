package org.bestpeer.engine.exec.scalar;

import java.util.Arrays;

/** Order of texts and binaries. */
final class Collation {
    private Collation() {}

    /** Two texts or two binaries. */
    static int compare(Object a, Object b) {
        return a instanceof byte[] binary
                ? Arrays.compareUnsigned(binary, (byte[]) b)
                : compare((String) a, (String) b);
    }

    /**
     * By code point. Java compares UTF-16 units, which puts characters beyond U+FFFF (surrogates, from U+D800) before
     * those from U+E000.
     */
    static int compare(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean xBeyond = Character.isSurrogate(x);
                boolean yBeyond = Character.isSurrogate(y);
                return xBeyond == yBeyond ? Character.compare(x, y) : Boolean.compare(xBeyond, yBeyond);
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
