package org.bestpeer.node.store;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.bestpeer.engine.algebra.OwnRows;

/**
 * A process that changes all rows of a table again and again until it is killed: in change n they are all named n. It writes
 * down every change that the store acknowledged. Arguments: store, file of acknowledgements, number of the first change.
 */
final class KilledChanger {
    static final int ROWS = 300;

    private KilledChanger() {}

    public static void main(String[] args) throws IOException {
        FreeSpaceFloor none = new FreeSpaceFloor(0, 0, 0);
        try (PeerStore store =
                        PeerStore.open(new StoreOptions(Optional.of(Path.of(args[0])), 4, 1000, none, 0, false));
                FileChannel acknowledged =
                        FileChannel.open(Path.of(args[1]), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (long change = Long.parseLong(args[2]); ; change++) {
                store.prepareChange(StoreFixtures.items(), numbers(store), rowsOf(change))
                        .publish();
                acknowledged.write(ByteBuffer.wrap((change + "\n").getBytes(StandardCharsets.US_ASCII)));
                acknowledged.force(true);
            }
        }
    }

    static Set<Long> numbers(PeerStore store) {
        return StoreFixtures.read(
                        store.at(store.loadVersions().isEmpty() ? Map.of("item", 0L) : store.loadVersions()),
                        StoreFixtures.scan("item", List.of(OwnRows.NUMBER), Optional.empty()))
                .stream()
                .map(row -> (Long) row.get(0))
                .collect(Collectors.toSet());
    }

    static RowSource rowsOf(long change) {
        return RowSource.ofChange(LongStream.range(0, ROWS)
                .mapToObj(id -> new Object[] {id, "change " + change, BigDecimal.ONE})
                .iterator());
    }
}
