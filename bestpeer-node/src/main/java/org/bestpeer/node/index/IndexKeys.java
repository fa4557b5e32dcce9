package org.bestpeer.node.index;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;

/**
 * Keys of the index: kind, names, publisher. A name is its UTF-8 bytes with 0x00 written as 0x00 0xff, ended by 0x00
 * 0x01, so that keys sort by name and no key is a prefix of another name's. The publisher at the end keeps keys of
 * different owners apart, so that the range of a much-shared table can be split among holders.
 */
final class IndexKeys {
    private IndexKeys() {}

    static Key of(IndexKind kind, String table, String column, PeerId publisher) {
        ByteArrayOutputStream out = prefix(kind, table, column);
        name(out, publisher.value());
        return Key.of(out.toByteArray());
    }

    /** The keys of all publishers; the column is empty for the table index. */
    static KeyRange all(IndexKind kind, String table, String column) {
        return KeyRange.prefix(Key.of(prefix(kind, table, column).toByteArray()));
    }

    private static ByteArrayOutputStream prefix(IndexKind kind, String table, String column) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(kind.tag());
        switch (kind) {
            case TABLE -> name(out, table);
            case COLUMN -> {
                name(out, column);
                name(out, table);
            }
            case RANGE -> {
                name(out, table);
                name(out, column);
            }
        }
        return out;
    }

    private static void name(ByteArrayOutputStream out, String name) {
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            out.write(b);
            if (b == 0) {
                out.write(0xff);
            }
        }
        out.write(0);
        out.write(1);
    }
}
