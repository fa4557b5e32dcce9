package org.bestpeer.overlay.baton;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.env.Scheduler;
import org.jspecify.annotations.Nullable;

/** The commands of this peer that are under way. A step is repeated until it is answered or its time is over. */
final class Operations {
    private static final int ATTEMPTS = 4;
    private static final Duration BACKOFF = Duration.ofMillis(60);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(1);

    private final Node node;
    private final Forwarding forwarding;
    private final Map<Long, Running> running = new HashMap<>();
    private boolean hadPlace;

    Operations(Node node, Forwarding forwarding) {
        this.node = node;
        this.forwarding = forwarding;
    }

    /** From now on there is a place; if it is lost, commands wait for the next one. */
    void begin() {
        hadPlace = true;
    }

    void start(Operation operation) {
        if (!hadPlace) {
            operation.fail("peer %s has no place in the tree; join first".formatted(node.self));
        } else if (running.size() >= Settings.MAX_PENDING) {
            operation.fail("peer %s is busy: %d operations are under way".formatted(node.self, running.size()));
        } else {
            new Running(operation).step();
        }
    }

    void answered(long id, BatonMessage answer) {
        Running operation = running.remove(id);
        if (operation != null) {
            operation.answered(answer);
        }
    }

    void unavailable(long id, String reason) {
        Running operation = running.remove(id);
        if (operation != null) {
            operation.unavailable(reason);
        }
    }

    int size() {
        return running.size();
    }

    private final class Running {
        private final Operation operation;
        private long deadline;
        private Duration backoff = BACKOFF;
        private String lastReason = "nobody answered";
        private Scheduler.@Nullable Timer timer;

        Running(Operation operation) {
            this.operation = operation;
        }

        void step() {
            backoff = BACKOFF;
            deadline = node.now() + node.settings.operationTimeout().toNanos();
            attempt();
        }

        private void attempt() {
            // Each attempt has a name of its own: an answer to an earlier one is not mistaken for its answer.
            long id = node.nextId();
            running.put(id, this);
            timer = node.env.scheduler().after(node.settings.operationTimeout().dividedBy(ATTEMPTS), () -> expired(id));
            BatonMessage.Forward forward = new BatonMessage.Forward(
                    0, id, node.self, node.incarnation, operation.target(), List.of(), operation.task());
            Optional<PeerContact> first = operation
                    .firstHop()
                    .filter(contact -> !contact.id().equals(node.self.id()) && !node.peers.isSuspect(contact.id()));
            if (first.isPresent()) {
                forwarding.sendTo(first.get(), forward, List.of(), () -> routeUnlessAnswered(id, forward));
            } else {
                forwarding.route(forward);
            }
        }

        private void routeUnlessAnswered(long id, BatonMessage.Forward forward) {
            if (running.containsKey(id)) {
                forwarding.route(forward);
            }
        }

        private void expired(long id) {
            if (running.remove(id) != null) {
                retry("nobody answered in time");
            }
        }

        void answered(BatonMessage answer) {
            cancelTimer();
            switch (operation.accept(answer)) {
                case FINISHED -> {}
                case SOME -> step();
                case NONE -> retry("the answer was of no use");
            }
        }

        void unavailable(String reason) {
            cancelTimer();
            retry(reason);
        }

        private void retry(String reason) {
            lastReason = reason;
            if (node.now() + backoff.toNanos() >= deadline) {
                operation.fail("the index is not available: " + lastReason);
                return;
            }
            node.env.scheduler().after(node.jittered(backoff), this::attempt);
            Duration doubled = backoff.multipliedBy(2);
            backoff = doubled.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : doubled;
        }

        private void cancelTimer() {
            if (timer != null) {
                timer.cancel();
            }
        }
    }
}
