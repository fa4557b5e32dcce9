package org.bestpeer.overlay.draw;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.tree.Position;

/** Peers of trees whose levels are full but for the last. */
final class Trees {
    private static final int TEXT_KEYS = 100;

    private Trees() {}

    static List<DrawnPeer> of(int count) {
        return of(count, "company-", "acme-");
    }

    static List<DrawnPeer> of(int count, String company, String peer) {
        List<Position> positions = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            int level = 31 - Integer.numberOfLeadingZeros(i);
            positions.add(new Position(level, i - (1L << level) + 1));
        }
        positions.sort(null);
        List<DrawnPeer> peers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            KeyRange range = new KeyRange(i == 0 ? Key.MIN : border(i), i == count - 1 ? null : border(i + 1));
            long entries = i % 7 == 0 ? 0 : (long) i * i * i * 1000 + i;
            peers.add(new DrawnPeer(
                    new PeerId(peer + (i + 1)), company + (i / 2), positions.get(i), range, entries, i % 9 != 8));
        }
        return peers;
    }

    private static Key border(int i) {
        return i < TEXT_KEYS
                ? Key.of("\u0003orders\u0000\u0001o_orderdate-%05d\u0000\u0001acme"
                        .formatted(i)
                        .getBytes(UTF_8))
                : Key.of(new byte[] {3, (byte) 0xff, (byte) (i >> 8), (byte) i, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14});
    }

    static DrawnPeer at(String peer, int level, long number) {
        return new DrawnPeer(new PeerId(peer), "acme", new Position(level, number), KeyRange.ALL, 1, true);
    }
}
