package org.bestpeer.benchmarks.churn;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.bestpeer.benchmarks.churn.Expectations.Attempt;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;

/** Look-ups and writes of the peers, and what they should find. Used on the driver's thread. */
final class Traffic {
    private static final int KEYS = 400;
    private static final int ENTRIES_OF_A_PEER = 20;
    /** Keys in a range that is looked up. */
    private static final int SPAN = 12;

    private static final double RANGES = 0.25;
    private static final Duration FURNISHING = Duration.ofMillis(500);

    private final Expectations expectations = new Expectations();
    private final Lookups lookups = new Lookups();
    private final Driver driver;
    private final Consumer<String> events;
    private final Random random;
    private long lastVersion;
    private int writes;
    private int acknowledged;

    Traffic(Driver driver, Consumer<String> events, long seed) {
        this.driver = driver;
        this.events = events;
        this.random = new Random(seed);
    }

    Lookups lookups() {
        return lookups;
    }

    int writes() {
        return writes;
    }

    int acknowledgedWrites() {
        return acknowledged;
    }

    private static Key key(int number) {
        return Key.of("item/%04d".formatted(number).getBytes(StandardCharsets.UTF_8));
    }

    private Key anyKey() {
        return key(random.nextInt(KEYS));
    }

    private KeyRange anyRange() {
        int from = random.nextInt(KEYS);
        if (random.nextDouble() < RANGES) {
            return new KeyRange(key(from), key(from + SPAN));
        }
        return KeyRange.prefix(key(from));
    }

    /** Some peer looks something up. */
    void lookUp(List<Slot> slots) {
        List<Slot> up = slots.stream().filter(Slot::isUp).toList();
        if (!up.isEmpty()) {
            lookUp(up.get(random.nextInt(up.size())), anyRange());
        }
    }

    private void lookUp(Slot slot, KeyRange range) {
        Member asker = slot.present();
        String name = slot.toString();
        long begun = expectations.begin();
        long sentAt = System.nanoTime();
        lookups.sent();
        driver.then(asker.find(range), (found, failure) -> {
            long took = System.nanoTime() - sentAt;
            if (failure == null) {
                List<String> wrong = expectations.mismatches(range, begun, found);
                wrong.forEach(what -> events.accept("WRONG at %s: %s".formatted(name, what)));
                lookups.answered(took, wrong);
            } else if (slot.member != asker) {
                lookups.orphaned();
            } else {
                String reason = ChildMember.reason(failure);
                events.accept(
                        "unavailable at %s after %d ms: %s %s".formatted(name, took / 1_000_000, reason, text(range)));
                lookups.unavailable(reason);
            }
        });
    }

    private static String text(KeyRange range) {
        return new String(range.low().bytes(), StandardCharsets.UTF_8);
    }

    /** A peer looks everything up; done with what was wrong. */
    CompletableFuture<List<String>> lookUpAll(Slot slot) {
        long begun = expectations.begin();
        CompletableFuture<List<String>> checked = new CompletableFuture<>();
        driver.then(
                slot.present().find(KeyRange.ALL),
                (found, failure) -> checked.complete(
                        failure == null
                                ? expectations.mismatches(KeyRange.ALL, begun, found)
                                : List.of("%s: %s".formatted(slot, ChildMember.reason(failure)))));
        return checked;
    }

    /** Some peer files a new version of an entry, or another entry, or takes one back. */
    void write(List<Slot> slots) {
        List<Slot> idle =
                slots.stream().filter(slot -> slot.isUp() && !slot.writing).toList();
        if (idle.isEmpty()) {
            return;
        }
        Slot slot = idle.get(random.nextInt(idle.size()));
        List<Key> filed = slot.filed.keySet().stream().sorted().toList();
        int kind = random.nextInt(4);
        if (filed.isEmpty() || kind == 0) {
            publish(slot, Map.of(anyKey(), ++lastVersion), done -> {});
        } else if (kind == 1) {
            withdraw(slot, List.of(filed.get(random.nextInt(filed.size()))), done -> {});
        } else {
            publish(slot, Map.of(filed.get(random.nextInt(filed.size())), ++lastVersion), done -> {});
        }
    }

    /** Gives a new peer its first entries; repeated until they are acknowledged. */
    void furnish(Slot slot) {
        Map<Key, Long> versions = new HashMap<>();
        for (int i = 0; i < ENTRIES_OF_A_PEER; i++) {
            versions.put(anyKey(), ++lastVersion);
        }
        Member member = slot.present();
        publish(slot, versions, done -> {
            if (!done) {
                driver.after(FURNISHING, () -> {
                    if (slot.isUp() && slot.member == member && !slot.writing) {
                        furnish(slot);
                    }
                });
            }
        });
    }

    private void publish(Slot slot, Map<Key, Long> versions, Consumer<Boolean> next) {
        slot.filed.putAll(versions);
        write(slot, versions, slot.present().publish(versions), next);
    }

    /** Takes entries back; tells whether that was acknowledged. */
    void withdraw(Slot slot, List<Key> keys, Consumer<Boolean> next) {
        Map<Key, Long> versions = new HashMap<>();
        keys.forEach(key -> versions.put(key, Expectations.ABSENT));
        write(slot, versions, slot.present().withdraw(keys), done -> {
            if (done) {
                slot.filed.keySet().removeAll(keys);
            }
            next.accept(done);
        });
    }

    private void write(Slot slot, Map<Key, Long> versions, CompletableFuture<Void> write, Consumer<Boolean> next) {
        PeerId publisher = slot.name();
        Member member = slot.present();
        List<Attempt> attempts = versions.entrySet().stream()
                .map(entry -> expectations.trying(entry.getKey(), publisher, entry.getValue()))
                .toList();
        slot.writing = true;
        driver.then(write, (done, failure) -> {
            writes++;
            if (failure == null) {
                acknowledged++;
                attempts.forEach(expectations::acknowledged);
            }
            if (slot.member == member) {
                slot.writing = false;
                next.accept(failure == null);
            }
        });
    }
}
