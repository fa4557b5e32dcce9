package org.bestpeer.overlay.baton;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.env.Scheduler;
import org.bestpeer.overlay.tree.Position;
import org.jspecify.annotations.Nullable;

/** The joining peer's side: seeks a place, stores the offer, waits for its confirmation, gets to know its links. */
final class Join {
    private static final int OPERATION_TIMES = 4;
    private static final Duration BACKOFF = Duration.ofMillis(150);

    private final Node node;
    private final Requests requests;
    private final LinkKeeper linkKeeper;
    private final Holding holding;
    private final Runnable onMember;
    private List<PeerContact> entryPoints = List.of();
    private @Nullable Completion<Done> completion;
    private Scheduler.@Nullable Timer attemptTimer;
    private String lastReason = "no peer answered";
    private long attempt;
    private int attempts;
    private boolean seeking;

    Join(Node node, Requests requests, LinkKeeper linkKeeper, Holding holding, Runnable onMember) {
        this.node = node;
        this.requests = requests;
        this.linkKeeper = linkKeeper;
        this.holding = holding;
        this.onMember = onMember;
    }

    void start(List<PeerContact> through, Completion<Done> whenDone) {
        if (completion != null) {
            whenDone.failed("peer %s is joining already".formatted(node.self));
            return;
        }
        completion = whenDone;
        node.save();
        entryPoints = through.stream()
                .filter(contact -> !contact.id().equals(node.self.id()))
                .toList();
        node.env.scheduler().after(node.settings.operationTimeout().multipliedBy(OPERATION_TIMES), this::expired);
        if (node.isMember()) {
            becomeMember();
        } else if (node.hasPlace()) {
            acknowledge();
        } else if (entryPoints.isEmpty()) {
            node.take(new Snapshot.Place(Position.ROOT, KeyRange.ALL, List.of(), List.of(), null));
            becomeMember();
        } else {
            seek();
        }
    }

    private void seek() {
        seeking = true;
        attempt = node.nextId();
        PeerContact entry = entryPoints.get(attempts++ % entryPoints.size());
        long current = attempt;
        requests.ask(
                entry,
                1,
                hop -> new BatonMessage.Forward(
                        hop,
                        current,
                        node.self,
                        node.incarnation,
                        Key.MIN,
                        List.of(node.self.id()),
                        new BatonMessage.SeekPlace()),
                ack -> {},
                () -> tryAgain(current, "peer %s does not answer".formatted(entry)));
        attemptTimer = node.env
                .scheduler()
                .after(
                        node.settings.operationTimeout().dividedBy(2),
                        () -> tryAgain(current, "nobody offered a place in time"));
    }

    /** Whether this names the search for a place that is under way. */
    boolean isAttempt(long operation) {
        return seeking && operation == attempt;
    }

    /** Seeks again after a while, if this attempt is the current one. */
    void tryAgain(long failed, String reason) {
        if (isAttempt(failed)) {
            lastReason = reason;
            seeking = false;
            cancelAttemptTimer();
            node.env.scheduler().after(node.jittered(BACKOFF), () -> {
                if (completion != null && !node.hasPlace() && !seeking) {
                    seek();
                }
            });
        }
    }

    void onOffer(PeerContact sender, BatonMessage.JoinOffer message) {
        Snapshot.Offer accepted = node.offer();
        if (seeking && !node.hasPlace()) {
            seeking = false;
            cancelAttemptTimer();
            node.take(new Snapshot.Place(
                    message.position(),
                    message.range(),
                    List.of(),
                    message.hints(),
                    new Snapshot.Offer(message.offer(), sender)));
            holding.takeOver(message.entries());
            node.save();
            acknowledge();
        } else if (accepted == null || accepted.id() != message.offer()) {
            node.send(sender, new BatonMessage.JoinDecline(message.offer()));
        }
    }

    /** Says that the offer is stored, again and again until it is confirmed or void: only its maker knows which. */
    private void acknowledge() {
        Snapshot.Offer accepted = node.offer();
        if (accepted != null) {
            node.send(
                    accepted.from(),
                    new BatonMessage.JoinAck(accepted.id(), node.links().position()));
            node.env.scheduler().after(node.settings.hopTimeout(), () -> {
                if (accepted.equals(node.offer())) {
                    acknowledge();
                }
            });
        }
    }

    void onCommit(BatonMessage.JoinCommit message) {
        Snapshot.Offer accepted = node.offer();
        if (accepted != null && accepted.id() == message.offer()) {
            node.confirmOffer();
            becomeMember();
        }
    }

    void onAbort(BatonMessage.JoinAbort message) {
        Snapshot.Offer accepted = node.offer();
        if (accepted != null && accepted.id() == message.offer()) {
            node.leavePlace();
            node.save();
            lastReason = "the offer was taken back";
            if (completion != null && !entryPoints.isEmpty()) {
                seek();
            }
        }
    }

    private void becomeMember() {
        node.save();
        onMember.run();
        List<PeerContact> others = new ArrayList<>(entryPoints);
        node.hints().forEach(hint -> others.add(hint.contact()));
        linkKeeper.announce(others, () -> {
            node.forgetHints();
            node.saveSoon(() -> {});
            settle();
        });
    }

    /** Done when the parent's links know of this peer too: then the next join finds the tree as it is. */
    private void settle() {
        node.links()
                .parent()
                .ifPresentOrElse(
                        parent -> requests.ask(
                                parent.contact(), 3, BatonMessage.Settle::new, settled -> finish(), this::finish),
                        this::finish);
    }

    private void finish() {
        Completion<Done> waiting = completion;
        if (waiting != null) {
            completion = null;
            waiting.done(Done.DONE);
        }
    }

    private void expired() {
        Completion<Done> waiting = completion;
        if (waiting != null) {
            completion = null;
            seeking = false;
            cancelAttemptTimer();
            waiting.failed("peer %s found no place in the tree: %s".formatted(node.self, lastReason));
        }
    }

    private void cancelAttemptTimer() {
        if (attemptTimer != null) {
            attemptTimer.cancel();
        }
    }
}
