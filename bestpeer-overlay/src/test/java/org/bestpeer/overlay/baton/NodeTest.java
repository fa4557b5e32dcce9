package org.bestpeer.overlay.baton;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import org.bestpeer.overlay.Entry;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.env.Disk;
import org.bestpeer.overlay.env.Environment;
import org.junit.jupiter.api.Test;

class NodeTest {
    private static final PeerContact SELF = new PeerContact(new PeerId("p-1"), new PeerAddress("localhost", 7001));

    private final CountingDisk disk = new CountingDisk();
    private final Queue<Runnable> later = new ArrayDeque<>();
    private final Node node = new Node(
            "trade",
            SELF,
            SELF,
            1,
            Settings.DEFAULT,
            new Environment<>(
                    () -> 0,
                    (delay, action) -> {
                        later.add(action);
                        return () -> later.remove(action);
                    },
                    (to, message) -> {},
                    disk,
                    new SplittableRandom(1)));

    @Test
    void writesNothingThatTheDiskHas() {
        node.save();
        node.entries.apply(entry(1));
        node.save();
        assertThat(disk.writes).isEqualTo(2);

        node.entries.apply(entry(1));
        node.save();
        assertThat(disk.writes).isEqualTo(2);

        node.entries.apply(entry(2));
        node.save();
        assertThat(disk.writes).isEqualTo(3);
    }

    @Test
    void tellsThoseWhoWaitForWhatTheDiskHas() {
        node.save();
        boolean[] told = {false};
        node.saveSoon(() -> told[0] = true);
        later.remove().run();
        assertThat(told[0]).isTrue();
        assertThat(disk.writes).isEqualTo(1);
    }

    private static Versioned entry(long version) {
        return new Versioned(new Entry(Key.of(new byte[] {7}), SELF, version, new byte[0]), 1, version, false);
    }

    private static final class CountingDisk implements Disk<Snapshot> {
        private int writes;

        @Override
        public Optional<Snapshot> load() {
            return Optional.empty();
        }

        @Override
        public void save(Snapshot snapshot) {
            writes++;
        }
    }
}
