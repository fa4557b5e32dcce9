package org.bestpeer.engine.exec.operator;

import com.google.common.hash.BloomFilter;
import com.google.common.hash.Funnels;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.algebra.AlgebraCodec;
import org.bestpeer.engine.algebra.KeySet;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchCodec;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.scalar.KeyDomain;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** A set of keys as a test on rows. */
sealed interface Keys {
    /** The keys of a batch's rows. */
    KeyRows rows(List<Vector> columns);

    /** Whether the set takes the row's key, which has no NULL, for its own. */
    boolean contains(KeyRows keys, int row);

    /** About how much memory it takes. */
    long bytes();

    /**
     * The keys of a filter.
     *
     * @throws BestPeerException if its bytes are no keys
     */
    static Keys of(Operator.KeyFilter filter) {
        List<Field> input = filter.input().fields();
        List<DataType> columns =
                filter.columns().stream().map(c -> input.get(c).type()).toList();
        if (filter.keys() instanceof KeySet.Exact exact) {
            Batch keys = BatchCodec.decode(exact.batch().toByteArray(), exact.fields());
            return new Listed(keys, domains(exact.fields(), columns));
        }
        if (filter.keys() instanceof KeySet.Bloom bloom) {
            return new Hashed(read(bloom.bits()), new KeyHash(domains(bloom.fields(), columns)));
        }
        throw new BestPeerException(ErrorCode.NOT_SUPPORTED, "fragment waits for keys that are not known yet");
    }

    /** Where keys of these fields are compared with columns of these types. */
    static List<KeyDomain> domains(List<Field> keys, List<DataType> columns) {
        List<KeyDomain> domains = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            domains.add(KeyDomain.of(List.of(keys.get(i).type(), columns.get(i))));
        }
        return domains;
    }

    private static BloomFilter<Long> read(ByteString bits) {
        // One byte for the strategy, one for the number of hashes, four for the number of words that follow.
        int head = 6;
        boolean whole = bits.size() > head
                && (bits.size() - head) % Long.BYTES == 0
                && bits.substring(2, head).asReadOnlyByteBuffer().getInt() == (bits.size() - head) / Long.BYTES;
        if (!whole) {
            throw broken(null);
        }
        try {
            return BloomFilter.readFrom(bits.newInput(), Funnels.longFunnel());
        } catch (IOException | RuntimeException e) {
            throw broken(e);
        }
    }

    private static BestPeerException broken(@Nullable Exception cause) {
        return new BestPeerException(
                ErrorCode.INVALID_STATEMENT, "fragment cannot be read: its bytes are no bloom filter", cause);
    }

    /** Exactly these keys. */
    final class Listed implements Keys {
        private final KeyTable table;

        Listed(Batch keys, List<KeyDomain> domains) {
            table = new KeyTable(domains);
            KeyRows rows = table.rows(keys.columns());
            for (int row = 0; row < keys.rows(); row++) {
                table.findOrAdd(rows, row);
            }
        }

        @Override
        public KeyRows rows(List<Vector> columns) {
            return table.rows(columns);
        }

        @Override
        public boolean contains(KeyRows keys, int row) {
            return table.find(keys, row) >= 0;
        }

        @Override
        public long bytes() {
            return table.size() * table.bytesPerKey();
        }
    }

    /** Keys by their hashes. */
    record Hashed(BloomFilter<Long> filter, KeyHash hash) implements Keys {
        /** No filter is larger than its plan may be. */
        private static final long BYTES = AlgebraCodec.MAX_BYTES;

        @Override
        public KeyRows rows(List<Vector> columns) {
            return hash.rows(columns);
        }

        @Override
        public boolean contains(KeyRows keys, int row) {
            return filter.mightContain(hash.of(keys, row));
        }

        @Override
        public long bytes() {
            return BYTES;
        }
    }
}
