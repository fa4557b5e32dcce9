package org.bestpeer.overlay.sim.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What one actor keeps over its lives: the value saved last, those that a crash may still take back, and a few old ones. */
final class SimulatedDisk<S> {
    private final SplittableRandom random;
    private final List<Write<S>> unsynced = new ArrayList<>();
    private final List<S> backups = new ArrayList<>();
    private DiskFaults faults = DiskFaults.NONE;
    private int backupsKept;
    private @Nullable S durable;
    private boolean torn;

    private record Write<S>(S value, long durableAt) {}

    SimulatedDisk(SplittableRandom random) {
        this.random = random;
    }

    void faults(DiskFaults newFaults) {
        faults = newFaults;
    }

    void keepBackups(int count) {
        backupsKept = count;
    }

    Optional<S> load() {
        if (torn) {
            throw new DiskFailure("the saved state cannot be read: its last write is torn");
        }
        return Optional.ofNullable(newest());
    }

    private @Nullable S newest() {
        return unsynced.isEmpty() ? durable : unsynced.get(unsynced.size() - 1).value;
    }

    /** How long a save takes now. */
    long delay() {
        long slowest = faults.slowest().toNanos();
        return slowest == 0 ? 0 : random.nextLong(slowest + 1);
    }

    void save(S value, long now) {
        boolean fails = faults.failing() > 0 && random.nextDouble() < faults.failing();
        if (!fails || random.nextBoolean()) {
            write(value, now);
        }
        if (fails) {
            throw new DiskFailure("the state cannot be saved: the disk failed");
        }
    }

    private void write(S value, long now) {
        sync(now);
        keep(value);
        torn = false;
        long window = faults.unsynced().toNanos();
        if (window == 0) {
            unsynced.clear();
            durable = value;
        } else {
            unsynced.add(new Write<>(value, now + window));
        }
    }

    private void sync(long now) {
        while (!unsynced.isEmpty() && unsynced.get(0).durableAt <= now) {
            durable = unsynced.remove(0).value;
        }
    }

    /** Takes back some of the newest writes, maybe none, and may leave the next unreadable. */
    void crash(long now) {
        sync(now);
        if (unsynced.isEmpty()) {
            return;
        }
        int survivors = random.nextInt(unsynced.size() + 1);
        if (survivors < unsynced.size()) {
            torn = faults.torn() > 0 && random.nextDouble() < faults.torn();
        }
        if (survivors > 0) {
            durable = unsynced.get(survivors - 1).value;
        }
        unsynced.clear();
    }

    void restore(DiskState state) {
        if (state == DiskState.KEPT) {
            return;
        }
        torn = false;
        unsynced.clear();
        durable = state == DiskState.OLD && !backups.isEmpty() ? backups.get(random.nextInt(backups.size())) : null;
    }

    /** Keeps older values more sparsely: when there are too many, every second one goes. */
    private void keep(S value) {
        if (backupsKept == 0) {
            return;
        }
        if (backups.size() >= backupsKept) {
            for (int i = backups.size() - 2; i >= 0; i -= 2) {
                backups.remove(i);
            }
        }
        backups.add(value);
    }
}
