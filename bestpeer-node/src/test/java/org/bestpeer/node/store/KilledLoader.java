package org.bestpeer.node.store;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * A process that loads until it is killed, and writes down every load that the store acknowledged. Arguments: store,
 * file of acknowledgements, number of the first load, whether tables are in memory.
 */
final class KilledLoader {
    /** Ids of load n begin at n times this. */
    static final long IDS_PER_LOAD = 100_000;

    private KilledLoader() {}

    public static void main(String[] args) throws IOException {
        FreeSpaceFloor none = new FreeSpaceFloor(0, 0, 0);
        boolean tablesInMemory = Boolean.parseBoolean(args[3]);
        try (PeerStore store = PeerStore.open(
                        new StoreOptions(Optional.of(Path.of(args[0])), 4, 1000, none, 0, tablesInMemory));
                FileChannel acknowledged =
                        FileChannel.open(Path.of(args[1]), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (long load = Long.parseLong(args[2]); ; load++) {
                store.prepare(StoreFixtures.items(), LoadMode.APPEND, rowsOf(load))
                        .publish();
                acknowledged.write(ByteBuffer.wrap((load + "\n").getBytes(StandardCharsets.US_ASCII)));
                acknowledged.force(true);
            }
        }
    }

    /** How many rows a load has: mostly few, sometimes several batches. */
    static long sizeOf(long load) {
        return load % 5 == 4 ? 12_000 + load : 1 + load * 37 % 500;
    }

    private static RowSource rowsOf(long load) {
        long first = load * IDS_PER_LOAD;
        return RowSource.of(LongStream.range(first, first + sizeOf(load))
                .mapToObj(id -> new Object[] {id, "load " + load, BigDecimal.ONE})
                .iterator());
    }
}
