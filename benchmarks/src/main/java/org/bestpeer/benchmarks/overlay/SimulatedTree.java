package org.bestpeer.benchmarks.overlay;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.Done;
import org.bestpeer.overlay.baton.Settings;
import org.bestpeer.overlay.sim.Outcome;
import org.bestpeer.overlay.sim.Simulation;

/** A simulated network that grew by joins, with entries, and what is counted in it. */
final class SimulatedTree {
    /** Peers that ask for a place at the same time while the tree grows. */
    private static final int AT_ONCE = 32;

    private static final int BATCH = 100;
    static final long VERSION = 1;
    private static final long KEYS = 1_000_000_000L;

    final Simulation simulation;
    final Tally tally = new Tally();
    final SplittableRandom random;
    private final Map<Key, PeerId> publishers = new HashMap<>();
    private final NavigableMap<Key, PeerId> filed = new TreeMap<>();
    private final List<Key> keys = new ArrayList<>();

    /** Probes and reports are rarer than usual, as they are most of the work; nothing is filed anew. */
    static Settings patient() {
        return reporting(Duration.ofSeconds(30));
    }

    /** The same with reports, on which balance depends, as often as this. */
    static Settings reporting(Duration refresh) {
        Settings usual = Settings.DEFAULT;
        return new Settings(
                usual.hopTimeout(),
                usual.operationTimeout(),
                Duration.ofSeconds(5),
                usual.mourning(),
                usual.suspicion(),
                refresh,
                Duration.ofHours(100),
                usual.promise(),
                usual.promiseIdle(),
                usual.tombstone());
    }

    SimulatedTree(long seed, Settings settings) {
        simulation = Simulation.seeded(seed, settings).unchecked();
        simulation.world().intercept(tally);
        random = new SplittableRandom(seed);
    }

    /** Adds peers until there are so many. */
    void grow(int peers) {
        if (size() == 0) {
            simulation.grow(1);
        }
        while (size() < peers) {
            List<Outcome<Done>> joins = new ArrayList<>();
            for (int i = Math.min(AT_ONCE, peers - size()); i > 0; i--) {
                joins.add(simulation.join(simulation.add()));
            }
            await(joins);
            joins.forEach(Outcome::get);
        }
    }

    int size() {
        return simulation.scheduler().tree().size();
    }

    /** Files entries under so many random keys; each by some peer. */
    void fill(int entries) {
        List<PeerId> peers = simulation.scheduler().tree().inOrder();
        int each = Math.max(1, entries / peers.size());
        List<Outcome<Done>> filings = new ArrayList<>();
        for (PeerId peer : peers) {
            List<Key> own = Stream.generate(() -> newKey(peer)).limit(each).toList();
            own.forEach(this::filed);
            filings.add(simulation.publish(peer, own, VERSION));
            if (filings.size() == BATCH) {
                await(filings);
                filings.clear();
            }
        }
        await(filings);
        filings.forEach(Outcome::get);
    }

    /** A key under which nothing was filed yet, for an entry that a peer is about to file. */
    Key newKey(PeerId publisher) {
        Key key = key(random.nextLong(KEYS));
        while (publishers.putIfAbsent(key, publisher) != null) {
            key = key(random.nextLong(KEYS));
        }
        return key;
    }

    /** Remembers that an entry was acknowledged, and is to be found from now on. */
    void filed(Key key) {
        filed.put(key, requireNonNull(publishers.get(key)));
        keys.add(key);
    }

    /** Whether a peer filed an entry under a key, or tried to. */
    boolean isFrom(Key key, PeerId publisher) {
        return publisher.equals(publishers.get(key));
    }

    /** Remembers that entries are gone for good. */
    void forget(Set<Key> gone) {
        filed.keySet().removeAll(gone);
        keys.removeAll(gone);
    }

    /** Who filed what, in key order. */
    NavigableMap<Key, PeerId> filed() {
        return Collections.unmodifiableNavigableMap(filed);
    }

    /** The keys of a range under which entries are to be found. */
    List<Key> filed(KeyRange range) {
        NavigableMap<Key, PeerId> from = filed.tailMap(range.low(), true);
        return List.copyOf((range.high() == null ? from : from.headMap(range.high(), false)).keySet());
    }

    static Key key(long value) {
        return Key.of(ByteBuffer.allocate(Long.BYTES).putLong(value << 33).array());
    }

    /** From a random key, so wide that it covers about so many peers of a tree of this size. */
    KeyRange range(int covered) {
        long width = KEYS / size() * covered;
        long low = random.nextLong(KEYS - width);
        return new KeyRange(key(low), key(low + width));
    }

    /** All keys, in so many ranges. */
    static List<KeyRange> parts(int count) {
        List<KeyRange> parts = new ArrayList<>();
        Key low = Key.MIN;
        for (int i = 1; i < count; i++) {
            Key high = key(KEYS / count * i);
            parts.add(new KeyRange(low, high));
            low = high;
        }
        parts.add(new KeyRange(low, null));
        return parts;
    }

    Key anyKey() {
        return keys.get(random.nextInt(keys.size()));
    }

    PeerId anyPeer() {
        List<PeerId> living = simulation.scheduler().tree().inOrder();
        return living.get(random.nextInt(living.size()));
    }

    <T> T await(Outcome<T> outcome) {
        await(List.of(outcome));
        return outcome.get();
    }

    void await(Collection<? extends Outcome<?>> outcomes) {
        simulation.runUntil(outcomes);
    }
}
