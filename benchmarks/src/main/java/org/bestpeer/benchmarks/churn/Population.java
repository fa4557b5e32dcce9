package org.bestpeer.benchmarks.churn;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;

/**
 * The peers, and what befalls them. The fault model: a peer is killed only if it and two neighbours on each side hold
 * their ranges without a gap and none of them came back within the last seconds. So no two ring neighbours are dead at the same time, and
 * nobody dies where a repair is still to be done; repairs elsewhere may be under way. Used on the driver's thread.
 */
final class Population {
    private static final long RECOVERY_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final Duration REPORT = Duration.ofSeconds(2);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int WITHDRAWALS = 20;

    private final List<Slot> slots;
    private final Recruits recruits;
    private final Driver driver;
    private final Traffic traffic;
    private final Consumer<String> events;
    private final Random random;
    private final Map<String, Integer> counts = new HashMap<>();
    private int lastId;

    /** Room for so many peers in this process, and so many in processes of their own. */
    Population(ChurnPlan plan, Recruits recruits, Driver driver, Traffic traffic, Consumer<String> events) {
        this.slots = Stream.concat(
                        IntStream.range(0, plan.peers()).mapToObj(i -> new Slot(false)),
                        IntStream.range(0, plan.processes()).mapToObj(i -> new Slot(true)))
                .toList();
        this.recruits = recruits;
        this.driver = driver;
        this.traffic = traffic;
        this.events = events;
        this.random = new Random(plan.seed());
    }

    List<Slot> slots() {
        return slots;
    }

    /** How often something happened: join, leave, kill, return. */
    int count(String event) {
        return counts.getOrDefault(event, 0);
    }

    private void note(String event, Slot slot, String more) {
        counts.merge(event, 1, Integer::sum);
        events.accept("%s %s%s".formatted(event, slot, more));
    }

    /** One random event. */
    void churn() {
        long now = System.nanoTime();
        List<Slot> vacant = slots.stream()
                .filter(slot -> slot.state == Slot.State.VACANT && slot.due <= now)
                .toList();
        long missing = slots.stream().filter(slot -> !slot.isUp()).count();
        boolean many = missing > Math.max(2, slots.size() / 8);
        double die = random.nextDouble();
        if (!vacant.isEmpty() && (many || die < 0.35)) {
            fill(vacant.get(random.nextInt(vacant.size())));
        } else if (many) {
            return;
        } else if (die < 0.65) {
            any(slots.stream().filter(Slot::isUp).toList()).ifPresent(this::leave);
        } else {
            driver.then(ring(), (ring, failure) -> {
                if (ring != null) {
                    any(ring.expendable(Population::isSettled))
                            .filter(Slot::isUp)
                            .ifPresent(this::kill);
                }
            });
        }
    }

    private Optional<Slot> any(List<Slot> some) {
        return some.isEmpty() ? Optional.empty() : Optional.of(some.get(random.nextInt(some.size())));
    }

    private static boolean isSettled(Slot slot) {
        return slot.isUp() && (!slot.recovers || System.nanoTime() - slot.since > RECOVERY_NANOS);
    }

    /** Where the peers say that they stand now. */
    CompletableFuture<Ring<Slot>> ring() {
        Map<Slot, CompletableFuture<Optional<KeyRange>>> asked = new HashMap<>();
        slots.stream()
                .filter(slot -> slot.member != null)
                .forEach(slot -> asked.put(
                        slot,
                        slot.present()
                                .range()
                                .completeOnTimeout(Optional.empty(), REPORT.toMillis(), TimeUnit.MILLISECONDS)
                                .exceptionally(failure -> Optional.empty())));
        return CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new))
                .thenApply(done -> {
                    Map<Slot, KeyRange> ranges = new HashMap<>();
                    asked.forEach((slot, range) -> range.join().ifPresent(known -> ranges.put(slot, known)));
                    return new Ring<>(ranges);
                });
    }

    /** Fills all room at once. */
    void fillAll() {
        slots.stream().filter(slot -> slot.state == Slot.State.VACANT).forEach(this::fill);
    }

    private void fill(Slot slot) {
        boolean returns = slot.returns;
        PeerId id = returns ? slot.name() : new PeerId("p-" + ++lastId);
        slot.id = id;
        slot.returns = false;
        slot.recovers = returns;
        slot.become(Slot.State.JOINING, System.nanoTime());
        note(returns ? "return" : "join", slot, "");
        CompletableFuture<Member> started =
                CompletableFuture.supplyAsync(() -> recruits.start(id, slot.separate), driver.blocking());
        driver.then(started, (member, failure) -> {
            slot.member = member;
            if (member != null) {
                driver.then(member.join(), ended(slot, () -> joined(slot, returns)));
            } else {
                ended(slot, () -> {}).accept(null, failure);
            }
        });
    }

    private void joined(Slot slot, boolean returned) {
        events.accept("%s is up after %d ms".formatted(slot, millisSince(slot)));
        slot.become(Slot.State.UP, System.nanoTime());
        if (!returned) {
            slot.filed.clear();
            traffic.furnish(slot);
        }
    }

    /** Goes on, or gives the peer up. */
    private BiConsumer<Void, Throwable> ended(Slot slot, Runnable next) {
        return (done, failure) -> {
            if (failure == null) {
                next.run();
            } else {
                note("failure", slot, ": " + ChildMember.reason(failure));
                remove(slot, Duration.ZERO, () -> {});
            }
        };
    }

    private void leave(Slot slot) {
        slot.become(Slot.State.LEAVING, System.nanoTime());
        note("leave", slot, "");
        withdraw(slot, WITHDRAWALS);
    }

    private void withdraw(Slot slot, int attempts) {
        if (slot.writing && attempts > 0) {
            driver.after(RETRY, () -> withdraw(slot, attempts - 1));
            return;
        }
        traffic.withdraw(slot, List.copyOf(slot.filed.keySet()), done -> {
            if (!done && attempts > 0) {
                driver.after(RETRY, () -> withdraw(slot, attempts - 1));
            } else {
                driver.then(slot.present().leave(), ended(slot, () -> left(slot)));
            }
        });
    }

    private void left(Slot slot) {
        events.accept("%s has left after %d ms".formatted(slot, millisSince(slot)));
        slot.returns = false;
        PeerId id = slot.name();
        remove(slot, seconds(0, 5), () -> driver.blocking().execute(() -> recruits.forget(id)));
    }

    /** Of those killed some are back before they are given up, some later with their old disk, some never. */
    private void kill(Slot slot) {
        int fate = random.nextInt(3);
        slot.returns = fate < 2;
        note("kill", slot, List.of(", back soon", ", back later", "").get(fate));
        remove(slot, fate == 0 ? seconds(0, 3) : seconds(8, 20), () -> {});
    }

    private Duration seconds(int from, int to) {
        return Duration.ofMillis(from * 1000L + random.nextInt((to - from) * 1000));
    }

    private static long millisSince(Slot slot) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - slot.since);
    }

    private void remove(Slot slot, Duration vacancy, Runnable next) {
        Member member = slot.member;
        slot.member = null;
        slot.writing = false;
        // Not before it has ended: two must not have the same disk.
        slot.become(Slot.State.LEAVING, System.nanoTime());
        CompletableFuture<Void> removed = member == null
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.runAsync(member::kill, driver.blocking());
        driver.then(removed, (done, failure) -> {
            slot.become(Slot.State.VACANT, System.nanoTime());
            slot.due = slot.since + vacancy.toNanos();
            next.run();
        });
    }

    /** Everybody there at once, without order. */
    void killAll() {
        CompletableFuture<?>[] ends = slots.stream()
                .flatMap(slot -> Stream.ofNullable(slot.member))
                .map(member -> CompletableFuture.runAsync(member::kill, driver.blocking()))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(ends).exceptionally(failure -> null).join();
    }
}
