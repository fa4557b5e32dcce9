package org.bestpeer.overlay.baton;

import java.time.Duration;
import java.util.List;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.env.Scheduler;
import org.jspecify.annotations.Nullable;

/** A peer's side of changes of the structure: tells the scheduler what it wants and is, and does as it is told. */
final class Seating {
    private static final int PATIENT = 15;

    private final Node node;
    private final Transfer transfer;
    private final Runnable onMember;
    private BatonMessage.Wish wish = BatonMessage.Wish.PLACE;
    private @Nullable Completion<Done> completion;
    private Scheduler.@Nullable Timer timer;
    private long readyFor;
    private long fetchingFor;

    Seating(Node node, Transfer transfer, Runnable onMember) {
        this.node = node;
        this.transfer = transfer;
        this.onMember = onMember;
    }

    /** Asks for a place, or takes up the one it has. */
    void join(Completion<Done> whenDone) {
        begin(BatonMessage.Wish.PLACE, whenDone);
    }

    /** Asks to be let go; done when others hold what this peer held. */
    void leave(Completion<Done> whenDone) {
        begin(BatonMessage.Wish.LEAVE, whenDone);
    }

    private void begin(BatonMessage.Wish now, Completion<Done> whenDone) {
        if (completion != null) {
            whenDone.failed("peer %s is joining or leaving already".formatted(node.self));
            return;
        }
        wish = now;
        completion = whenDone;
        Duration patience = node.settings.operationTimeout().multipliedBy(PATIENT);
        node.env.scheduler().after(patience, () -> fail(whenDone));
        endIfFulfilled();
        hello();
    }

    private void fail(Completion<Done> waiting) {
        if (waiting.equals(completion)) {
            completion = null;
            waiting.failed("the bootstrap at %s did not give peer %s %s in time"
                    .formatted(
                            node.scheduler.address(),
                            node.self,
                            wish == BatonMessage.Wish.PLACE ? "a place in the index" : "leave"));
        }
    }

    private void endIfFulfilled() {
        Completion<Done> waiting = completion;
        boolean fulfilled = node.isMember() == (wish == BatonMessage.Wish.PLACE) && !node.isFrozen();
        if (waiting != null && fulfilled) {
            completion = null;
            waiting.done(Done.DONE);
        }
    }

    /** Reports to the scheduler now, and then again and again: sooner if something is open. */
    private void hello() {
        if (timer != null) {
            timer.cancel();
        }
        boolean member = node.isMember();
        Snapshot.Prepared prepared = node.prepared();
        node.send(
                node.scheduler,
                new BatonMessage.Hello(
                        wish,
                        node.placeEpoch(),
                        prepared == null ? 0 : prepared.epoch(),
                        member ? node.digest() : 0,
                        member ? node.entries.count(node.range()) : 0,
                        mayLackEntries()));
        boolean wantsPlace = wish == BatonMessage.Wish.PLACE;
        boolean seated = member && node.trust.isPlaceConfirmed();
        boolean open = completion != null || prepared != null || (wantsPlace && !seated);
        // Also who has left says so: the scheduler may have forgotten that it let it go.
        timer = node.env
                .scheduler()
                .after(node.jittered(open ? node.settings.hopTimeout() : node.settings.refresh()), this::hello);
    }

    private boolean mayLackEntries() {
        return node.isMember() ? !node.trust.hasAll(node.place()) : node.isFrozen() && readyFor != node.preparedEpoch();
    }

    void onAskCut(BatonMessage.AskCut message) {
        if (node.isMember()) {
            List<Key> keys = node.entries.keys(node.range());
            node.send(
                    node.scheduler,
                    new BatonMessage.Cut(
                            message.request(), KeySplit.at(node.range(), keys, message.side(), message.share())));
        }
    }

    void onPrepare(BatonMessage.Prepare message) {
        Snapshot.Prepared before = node.prepared();
        if (before != null && before.epoch() == message.epoch()) {
            answerPrepared(message.epoch());
            return;
        }
        if (message.epoch() <= node.epoch()) {
            return;
        }
        if (before != null) {
            // The scheduler never begins a change for a peer before it has decided the last one.
            settle(message.base() == before.epoch(), before.epoch());
        }
        if (node.placeEpoch() != message.base()) {
            hello();
            return;
        }
        long epoch = message.epoch();
        node.prepare(new Snapshot.Prepared(epoch, message.place()));
        node.save();
        fetchingFor = epoch;
        transfer.fetch(epoch, message.sources(), () -> isPreparing(epoch), certain -> ready(epoch));
        hello();
    }

    private boolean isPreparing(long epoch) {
        Snapshot.Prepared prepared = node.prepared();
        return fetchingFor == epoch && prepared != null && prepared.epoch() == epoch;
    }

    private void ready(long epoch) {
        node.saveSoon(() -> {
            if (isPreparing(epoch)) {
                readyFor = epoch;
                answerPrepared(epoch);
            }
        });
    }

    /** After a restart in the middle of a change it may lack entries, and says nothing until the change is given up. */
    private void answerPrepared(long epoch) {
        if (readyFor == epoch) {
            node.send(node.scheduler, new BatonMessage.Prepared(epoch));
        }
    }

    void onDecision(long epoch, boolean committed) {
        Snapshot.Prepared prepared = node.prepared();
        if (prepared != null && prepared.epoch() == epoch) {
            settle(committed, epoch);
            node.save();
            endIfFulfilled();
            hello();
        }
        if (node.prepared() == null || node.prepared().epoch() > epoch) {
            node.send(node.scheduler, new BatonMessage.Settled(epoch));
        }
    }

    /** What was fetched in an earlier life may not be on disk, if the disk was set back. */
    private void settle(boolean committed, long epoch) {
        boolean wasMember = node.isMember();
        boolean complete = readyFor == epoch;
        node.settle(committed, epoch, complete);
        if (committed && !complete && node.isMember()) {
            new Recovery(node, transfer).start();
        }
        if (!wasMember && node.isMember()) {
            onMember.run();
        }
    }

    void onRelink(BatonMessage.Relink message) {
        if (node.isMember()) {
            node.relink(message);
            node.saveSoon(() -> {});
        }
    }

    void onSeated(BatonMessage.Seated message) {
        if (node.isMember() && node.placeEpoch() == message.place().epoch()) {
            node.take(message.place());
            node.trust.confirmPlace();
            node.saveSoon(() -> {});
        }
    }

    void onExpelled(BatonMessage.Expelled message) {
        boolean holds = node.isMember() || node.isFrozen();
        if (holds && Math.max(node.placeEpoch(), node.preparedEpoch()) <= message.epoch()) {
            node.leavePlace(message.epoch());
            node.save();
            endIfFulfilled();
            hello();
        }
    }
}
