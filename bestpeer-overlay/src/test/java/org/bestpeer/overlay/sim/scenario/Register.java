package org.bestpeer.overlay.sim.scenario;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.env.Environment;
import org.bestpeer.overlay.sim.world.Process;

/**
 * A toy: a primary with one backup that keeps a number. A write is acknowledged when the backup has it. The backup answers
 * reads; it may do so wrongly if a bug is planted.
 */
final class Register implements Process<Register.Message> {
    static final PeerContact PRIMARY = contact("primary");
    static final PeerContact BACKUP = contact("backup");
    private static final Duration PATIENCE = Duration.ofMillis(50);

    enum Bug {
        NONE,
        /** The backup tells the primary before its disk has it, and then forgets to save. */
        BACKUP_DOES_NOT_SAVE,
        /** The backup takes an older write for a newer one. */
        BACKUP_TAKES_OLDER_WRITES
    }

    record Message(boolean ack, long number, long value) {
        long hash() {
            return (ack ? 1 : 2) * 1_000_003L + number * 31 + value;
        }
    }

    record Saved(long number, long value) {}

    private record Waiting(long value, LongConsumer done) {}

    private final PeerContact self;
    private final Environment<Message, Saved> env;
    private final Bug bug;
    private final Map<Long, Waiting> waiting = new HashMap<>();
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private long number;
    private long value;

    Register(PeerContact self, Environment<Message, Saved> env, Bug bug) {
        this.self = self;
        this.env = env;
        this.bug = bug;
        env.disk().load().ifPresent(saved -> {
            number = saved.number;
            value = saved.value;
        });
        if (self.equals(PRIMARY) && number > 0) {
            waiting.put(number, new Waiting(value, done -> {}));
            replicate(number);
        }
    }

    static PeerContact contact(String name) {
        return new PeerContact(new PeerId(name), new PeerAddress(name, 1));
    }

    static List<PeerId> all() {
        return List.of(PRIMARY.id(), BACKUP.id());
    }

    long number() {
        return number;
    }

    /** Writes a value; tells its number when it is safe. */
    void write(long newValue, LongConsumer done) {
        queue.add(new Waiting(newValue, done));
        next();
    }

    private void next() {
        Waiting first = waiting.isEmpty() ? queue.poll() : null;
        if (first != null) {
            number++;
            value = first.value;
            env.disk().save(new Saved(number, value));
            waiting.put(number, first);
            replicate(number);
        }
    }

    private void replicate(long sent) {
        if (waiting.containsKey(sent)) {
            env.net().send(BACKUP, new Message(false, sent, value));
            env.scheduler().after(PATIENCE, () -> replicate(sent));
        }
    }

    @Override
    public void receive(Message message) {
        if (message.ack) {
            Waiting done = waiting.remove(message.number);
            if (done != null) {
                done.done.accept(message.number);
                next();
            }
            return;
        }
        if (message.number > number || bug == Bug.BACKUP_TAKES_OLDER_WRITES) {
            number = message.number;
            value = message.value;
            if (bug != Bug.BACKUP_DOES_NOT_SAVE) {
                env.disk().save(new Saved(number, value));
            }
        }
        if (message.number <= number) {
            env.net().send(PRIMARY, new Message(true, message.number, message.value));
        }
    }

    @Override
    public String toString() {
        return "%s at %d".formatted(self, number);
    }
}
