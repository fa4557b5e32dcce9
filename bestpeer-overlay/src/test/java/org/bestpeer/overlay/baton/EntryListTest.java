package org.bestpeer.overlay.baton;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.bestpeer.overlay.Entry;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.junit.jupiter.api.Test;

class EntryListTest {
    private final SplittableRandom random = new SplittableRandom(1);

    private static Versioned entry(int key, int publisher, long version) {
        PeerContact contact = new PeerContact(new PeerId("p-" + publisher), new PeerAddress("h", 1));
        return new Versioned(
                new Entry(Key.of(new byte[] {(byte) key}), contact, version, new byte[0]), 1, version, false);
    }

    @Test
    void isASortedMapThatDoesNotForget() {
        TreeMap<Integer, Versioned> model = new TreeMap<>();
        EntryList list = EntryList.EMPTY;
        List<EntryList> earlier = new ArrayList<>();
        List<List<Versioned>> expected = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            int key = random.nextInt(256);
            int publisher = random.nextInt(4);
            Versioned entry = entry(key, publisher, i);
            if (random.nextInt(3) == 0) {
                list = list.without(entry.key(), entry.publisher());
                model.remove(key * 4 + publisher);
            } else {
                list = list.with(entry);
                model.put(key * 4 + publisher, entry);
            }
            if (i % 500 == 0) {
                earlier.add(list);
                expected.add(List.copyOf(model.values()));
            }
        }
        assertThat(list).hasSize(model.size()).containsExactlyElementsOf(model.values());
        for (int i = 0; i < list.size(); i += 7) {
            assertThat(list.get(i)).isEqualTo(List.copyOf(model.values()).get(i));
        }
        assertThat(earlier).isEqualTo(expected);
    }

    @Test
    void tellsWhatMakesAnotherListOfIt() {
        for (int round = 0; round < 300; round++) {
            EntryList before = EntryList.EMPTY;
            for (int i = random.nextInt(60); i > 0; i--) {
                before = before.with(entry(random.nextInt(64), random.nextInt(3), i));
            }
            EntryList after = round % 10 == 0 ? EntryList.EMPTY : before;
            for (int i = random.nextInt(20); i > 0; i--) {
                Versioned entry = entry(random.nextInt(64), random.nextInt(3), 100 + i);
                after = random.nextBoolean() ? after.with(entry) : after.without(entry.key(), entry.publisher());
            }
            List<Versioned> taken = new ArrayList<>();
            List<Versioned> put = new ArrayList<>();
            before.changesTo(after, taken::add, put::add);
            assertThat(put).noneMatch(before::contains);
            assertThat(taken).allMatch(before::contains);
            EntryList made = before;
            for (Versioned entry : taken) {
                made = made.without(entry.key(), entry.publisher());
            }
            for (Versioned entry : put) {
                made = made.with(entry);
            }
            assertThat(made).isEqualTo(after);
        }
    }

    @Test
    void looksOnlyAtWhatIsNotShared() {
        EntryList before = EntryList.EMPTY;
        for (int i = 0; i < 1000; i++) {
            before = before.with(entry(i % 256, i / 256, 1));
        }
        List<Versioned> changes = new ArrayList<>();
        before.changesTo(before.with(entry(7, 1, 2)), changes::add, changes::add);
        assertThat(changes).containsExactly(entry(7, 1, 2));
    }

    @Test
    void isEmptyAgainWhenAllIsTakenOut() {
        EntryList list = EntryList.EMPTY.with(entry(1, 1, 1)).with(entry(2, 1, 1));
        list = list.without(Key.of(new byte[] {1}), new PeerId("p-1"));
        list = list.without(Key.of(new byte[] {9}), new PeerId("p-1"));
        assertThat(list).containsExactly(entry(2, 1, 1));
        assertThat(list.without(Key.of(new byte[] {2}), new PeerId("p-1"))).isEmpty();
    }
}
