package org.bestpeer.engine.exec.operator;

import com.google.common.hash.Hashing;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.scalar.KeyDomain;

/** 64 bits for a key, the same at every peer and in every release. */
record KeyHash(List<KeyDomain> domains) {
    private static final long STEP = 0x9E3779B97F4A7C15L;
    private static final int HALF = 32;

    KeyHash {
        domains = List.copyOf(domains);
    }

    /** The keys of a batch's rows. */
    KeyRows rows(List<Vector> keys) {
        return new KeyRows(domains, keys);
    }

    /** The hash of a row's key, which has no NULL. */
    long of(KeyRows keys, int row) {
        long hash = 0;
        for (int c = 0; c < domains.size(); c++) {
            hash = mixed(hash * STEP + value(domains.get(c), keys, c, row));
        }
        return hash;
    }

    private static long value(KeyDomain domain, KeyRows keys, int column, int row) {
        if (domain.isCoded()) {
            return keys.code(column, row);
        }
        Object key = domain.key(keys.column(column), row);
        if (key instanceof String text) {
            return Hashing.murmur3_128()
                    .hashString(text, StandardCharsets.UTF_8)
                    .asLong();
        }
        byte[] bytes =
                key instanceof BigDecimal number ? number.unscaledValue().toByteArray() : ((ByteBuffer) key).array();
        return Hashing.murmur3_128().hashBytes(bytes).asLong();
    }

    private static long mixed(long value) {
        long mixed = (value ^ value >>> HALF) * STEP;
        return mixed ^ mixed >>> HALF;
    }
}
