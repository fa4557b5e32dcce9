package org.bestpeer.engine.algebra;

import com.google.protobuf.ByteString;
import java.util.List;
import org.bestpeer.engine.type.Field;

/** The keys that a {@link Operator.KeyFilter} lets through. Immutable. */
public sealed interface KeySet {
    /**
     * The keys that the rows of another exchange have; not known yet, and never on the wire.
     *
     * @param exchange number of the exchange
     * @param columns its columns that make the key
     */
    record Sent(int exchange, List<Integer> columns) implements KeySet {
        public Sent {
            columns = List.copyOf(columns);
        }
    }

    /**
     * These keys.
     *
     * @param fields the columns of a key
     * @param batch one row for each key, as {@code BatchCodec} writes it
     */
    record Exact(List<Field> fields, ByteString batch) implements KeySet {
        public Exact {
            fields = List.copyOf(fields);
        }
    }

    /**
     * These keys and a few others.
     *
     * @param fields the columns of a key
     * @param bits a bloom filter over the hashes of the keys
     */
    record Bloom(List<Field> fields, ByteString bits) implements KeySet {
        public Bloom {
            fields = List.copyOf(fields);
        }
    }
}
