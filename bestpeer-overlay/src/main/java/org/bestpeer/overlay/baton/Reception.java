package org.bestpeer.overlay.baton;

import org.bestpeer.overlay.PeerContact;

/** What a peer does with a message of a sender. */
final class Reception implements BatonHandler<Done> {
    private final BatonPeer peer;
    private final PeerContact sender;

    Reception(BatonPeer peer, PeerContact sender) {
        this.peer = peer;
        this.sender = sender;
    }

    private Done answered(long request, BatonMessage message) {
        peer.requests.answered(request, sender, message);
        return Done.DONE;
    }

    /** Only the scheduler decides on the structure; from others it is not heard. */
    private Done ofScheduler(Runnable action) {
        if (sender.id().equals(peer.node.scheduler.id())) {
            action.run();
        } else {
            peer.refuse();
        }
        return Done.DONE;
    }

    /** Not for peers. */
    private Done misdirected() {
        peer.refuse();
        return Done.DONE;
    }

    @Override
    public Done onHello(BatonMessage.Hello message) {
        return misdirected();
    }

    @Override
    public Done onSuspect(BatonMessage.Suspect message) {
        return misdirected();
    }

    @Override
    public Done onCut(BatonMessage.Cut message) {
        return misdirected();
    }

    @Override
    public Done onPrepared(BatonMessage.Prepared message) {
        return misdirected();
    }

    @Override
    public Done onSettled(BatonMessage.Settled message) {
        return misdirected();
    }

    @Override
    public Done onRefiled(BatonMessage.Refiled message) {
        return misdirected();
    }

    @Override
    public Done onRefile(BatonMessage.Refile message) {
        return ofScheduler(() -> peer.publication.refile(
                message.round(), () -> peer.node.send(peer.node.scheduler, new BatonMessage.Refiled(message.round()))));
    }

    @Override
    public Done onAskCut(BatonMessage.AskCut message) {
        return ofScheduler(() -> peer.seating.onAskCut(message));
    }

    @Override
    public Done onPrepare(BatonMessage.Prepare message) {
        return ofScheduler(() -> peer.seating.onPrepare(message));
    }

    @Override
    public Done onCommit(BatonMessage.Commit message) {
        return ofScheduler(() -> peer.seating.onDecision(message.epoch(), true));
    }

    @Override
    public Done onAbort(BatonMessage.Abort message) {
        return ofScheduler(() -> peer.seating.onDecision(message.epoch(), false));
    }

    @Override
    public Done onRelink(BatonMessage.Relink message) {
        return ofScheduler(() -> peer.seating.onRelink(message));
    }

    @Override
    public Done onSeated(BatonMessage.Seated message) {
        return ofScheduler(() -> peer.seating.onSeated(message));
    }

    @Override
    public Done onExpelled(BatonMessage.Expelled message) {
        return ofScheduler(() -> peer.seating.onExpelled(message));
    }

    @Override
    public Done onPing(BatonMessage.Ping message) {
        peer.node.send(sender, new BatonMessage.Pong(message.request()));
        return Done.DONE;
    }

    @Override
    public Done onPong(BatonMessage.Pong message) {
        return answered(message.request(), message);
    }

    @Override
    public Done onFetched(BatonMessage.Fetched message) {
        return answered(message.request(), message);
    }

    @Override
    public Done onAgreed(BatonMessage.Agreed message) {
        return answered(message.request(), message);
    }

    @Override
    public Done onNotNow(BatonMessage.NotNow message) {
        return answered(message.request(), message);
    }

    @Override
    public Done onRenewed(BatonMessage.Renewed message) {
        return answered(message.request(), message);
    }

    @Override
    public Done onPingFor(BatonMessage.PingFor message) {
        peer.probing.onPingFor(sender, message);
        return Done.DONE;
    }

    @Override
    public Done onFetch(BatonMessage.Fetch message) {
        peer.transfer.onFetch(sender, message);
        return Done.DONE;
    }

    @Override
    public Done onReplicate(BatonMessage.Replicate message) {
        peer.replication.onReplicate(sender, message);
        return Done.DONE;
    }

    @Override
    public Done onConfirm(BatonMessage.Confirm message) {
        peer.agreement.onConfirm(sender, message);
        return Done.DONE;
    }

    @Override
    public Done onForward(BatonMessage.Forward message) {
        peer.forwarding.onForward(sender, message);
        return Done.DONE;
    }

    @Override
    public Done onForwardAck(BatonMessage.ForwardAck message) {
        return answered(message.hop(), message);
    }

    @Override
    public Done onUnavailable(BatonMessage.Unavailable message) {
        peer.operations.unavailable(message.operation(), message.reason());
        return Done.DONE;
    }

    @Override
    public Done onFound(BatonMessage.Found message) {
        peer.operations.answered(message.operation(), message);
        return Done.DONE;
    }

    @Override
    public Done onStored(BatonMessage.Stored message) {
        peer.operations.answered(message.operation(), message);
        return Done.DONE;
    }

    @Override
    public Done onRenew(BatonMessage.Renew message) {
        peer.publication.onRenew(sender, message);
        return Done.DONE;
    }
}
