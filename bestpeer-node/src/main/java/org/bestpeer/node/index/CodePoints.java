package org.bestpeer.node.index;

import java.io.ByteArrayOutputStream;

/**
 * Strings as bytes that sort by code point: UTF-8, which also carries a surrogate that stands alone (as a code point of
 * its own, in three bytes) where Java's encoder would put a question mark.
 */
final class CodePoints {
    private CodePoints() {}

    static byte[] encode(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
        text.codePoints().forEach(point -> write(out, point));
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, int point) {
        if (point < 0x80) {
            out.write(point);
        } else if (point < 0x800) {
            out.write(0xc0 | (point >>> 6));
            out.write(0x80 | (point & 0x3f));
        } else if (point < 0x10000) {
            out.write(0xe0 | (point >>> 12));
            out.write(0x80 | ((point >>> 6) & 0x3f));
            out.write(0x80 | (point & 0x3f));
        } else {
            out.write(0xf0 | (point >>> 18));
            out.write(0x80 | ((point >>> 12) & 0x3f));
            out.write(0x80 | ((point >>> 6) & 0x3f));
            out.write(0x80 | (point & 0x3f));
        }
    }

    /** The text of such bytes; a code point that was cut off at their end is left out. */
    static String decode(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        int at = 0;
        while (at < bytes.length) {
            int first = bytes[at] & 0xff;
            int length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
            if (at + length > bytes.length) {
                break;
            }
            int point = length == 1 ? first : first & (0xff >>> (length + 1));
            for (int i = 1; i < length; i++) {
                point = (point << 6) | (bytes[at + i] & 0x3f);
            }
            if (!Character.isValidCodePoint(point)) {
                throw new IllegalArgumentException("no text: code point %x".formatted(point));
            }
            text.appendCodePoint(point);
            at += length;
        }
        return text.toString();
    }
}
