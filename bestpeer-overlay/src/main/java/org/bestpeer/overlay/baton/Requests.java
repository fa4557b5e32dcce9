package org.bestpeer.overlay.baton;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.env.Scheduler;
import org.jspecify.annotations.Nullable;

/** Messages that want an answer from the peer they are sent to: repeated, then given up. */
final class Requests {
    private final Node node;
    private final Map<Long, Pending> pending = new HashMap<>();

    Requests(Node node) {
        this.node = node;
    }

    /** Sends a message until it is answered, at most so many times within the hop timeout each. */
    void ask(
            PeerContact to,
            int attempts,
            LongFunction<BatonMessage> message,
            Consumer<BatonMessage> onAnswer,
            Runnable onSilence) {
        if (pending.size() >= Settings.MAX_PENDING) {
            node.env.scheduler().after(Duration.ZERO, onSilence);
            return;
        }
        long id = node.nextId();
        Pending request = new Pending(id, to, message.apply(id), attempts, onAnswer, onSilence);
        pending.put(id, request);
        request.attempt();
    }

    /** Hands an answer to whoever asked; late and doubled ones have nobody. */
    void answered(long id, PeerContact from, BatonMessage answer) {
        Pending request = pending.get(id);
        if (request != null && request.to.id().equals(from.id())) {
            pending.remove(id);
            request.cancelTimer();
            request.onAnswer.accept(answer);
        }
    }

    int size() {
        return pending.size();
    }

    private final class Pending {
        private final long id;
        private final PeerContact to;
        private final BatonMessage message;
        private final Consumer<BatonMessage> onAnswer;
        private final Runnable onSilence;
        private int attemptsLeft;
        private Scheduler.@Nullable Timer timer;

        Pending(
                long id,
                PeerContact to,
                BatonMessage message,
                int attempts,
                Consumer<BatonMessage> onAnswer,
                Runnable onSilence) {
            this.id = id;
            this.to = to;
            this.message = message;
            this.attemptsLeft = attempts;
            this.onAnswer = onAnswer;
            this.onSilence = onSilence;
        }

        void attempt() {
            attemptsLeft--;
            timer = node.env.scheduler().after(node.settings.hopTimeout(), this::expired);
            node.send(to, message);
        }

        private void expired() {
            if (attemptsLeft > 0) {
                attempt();
            } else if (pending.remove(id) != null) {
                node.peers.suspect(to.id());
                onSilence.run();
            }
        }

        void cancelTimer() {
            if (timer != null) {
                timer.cancel();
            }
        }
    }
}
