package org.bestpeer.overlay.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.BatonMessage;
import org.bestpeer.overlay.baton.Envelope;
import org.bestpeer.overlay.baton.Task;
import org.bestpeer.overlay.sim.world.Interceptor;
import org.junit.jupiter.api.Test;

class FilingTest {
    private static final int PEERS = 32;
    private static final int ENTRIES = 2000;

    /** Counts entries on their way to those who hold their keys. */
    private static final class Carried implements Interceptor<Envelope> {
        private long messages;
        private long entries;

        @Override
        public void sent(PeerId from, PeerContact to, Envelope envelope, WayOut<Envelope> out) {
            if (envelope.message() instanceof BatonMessage.Forward forward
                    && forward.task() instanceof Task.Store store) {
                messages++;
                entries += store.entries().size();
            }
            out.send(to, envelope);
        }
    }

    @Test
    void entriesOfManyHoldersAreCarriedAFewTimesAndStraightOn() {
        Simulation world = Simulation.seeded(5).grow(PEERS);
        PeerId publisher = world.living().get(7);
        List<Key> keys = IntStream.range(0, ENTRIES)
                .mapToObj(i -> Key.of(ByteBuffer.allocate(Integer.BYTES)
                        .putInt((int) ((long) i * 0xffffffffL / ENTRIES))
                        .array()))
                .toList();
        Carried carried = new Carried();
        world.world().intercept(carried);
        Outcome<?> done = world.publish(publisher, keys, 1);
        world.runUntil(List.of(done));
        done.get();
        assertThat(carried.entries).isLessThan(4 * ENTRIES);
        assertThat(carried.messages).isLessThan(3 * PEERS);
    }
}
