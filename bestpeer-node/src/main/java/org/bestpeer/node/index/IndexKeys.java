package org.bestpeer.node.index;

import org.bestpeer.engine.type.TypeKind;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;
import org.jspecify.annotations.Nullable;

/**
 * Keys of the index: kind, names, in a histogram the lower bound of the bucket, publisher. The publisher at the end keeps
 * keys of different owners apart, so that the range of a much-shared table, or of one value, can be split among holders.
 */
final class IndexKeys {
    private IndexKeys() {}

    static Key of(IndexKind kind, String table, String column, PeerId publisher) {
        return prefix(kind, table, column).name(publisher.value()).toKey();
    }

    /** The key of a histogram bucket. */
    static Key bucket(String table, String column, TypeKind type, @Nullable Object low, PeerId publisher) {
        return prefix(IndexKind.HISTOGRAM, table, column)
                .value(type, low)
                .name(publisher.value())
                .toKey();
    }

    /** The keys of all publishers; the column is empty for the table index. */
    static KeyRange all(IndexKind kind, String table, String column) {
        return KeyRange.prefix(prefix(kind, table, column).toKey());
    }

    /** The keys of all entries of a kind. */
    static KeyRange all(IndexKind kind) {
        return KeyRange.prefix(new KeyEncoding().tag(kind.tag()).toKey());
    }

    /** The keys of all buckets of a table, of all columns and publishers. */
    static KeyRange buckets(String table) {
        return KeyRange.prefix(
                new KeyEncoding().tag(IndexKind.HISTOGRAM.tag()).name(table).toKey());
    }

    private static KeyEncoding prefix(IndexKind kind, String table, String column) {
        KeyEncoding key = new KeyEncoding().tag(kind.tag());
        return switch (kind) {
            case TABLE -> key.name(table);
            case COLUMN -> key.name(column).name(table);
            case RANGE, HISTOGRAM -> key.name(table).name(column);
        };
    }
}
