package org.bestpeer.overlay.epoch;

import org.bestpeer.overlay.baton.BatonHandler;
import org.bestpeer.overlay.baton.BatonMessage;
import org.bestpeer.overlay.baton.Done;

/** Hears messages that say nothing to the scheduler but that their sender is there. */
abstract class SignsOfLife implements BatonHandler<Done> {
    @Override
    public Done onHello(BatonMessage.Hello message) {
        return Done.DONE;
    }

    @Override
    public Done onSuspect(BatonMessage.Suspect message) {
        return Done.DONE;
    }

    @Override
    public Done onAskCut(BatonMessage.AskCut message) {
        return Done.DONE;
    }

    @Override
    public Done onCut(BatonMessage.Cut message) {
        return Done.DONE;
    }

    @Override
    public Done onPrepare(BatonMessage.Prepare message) {
        return Done.DONE;
    }

    @Override
    public Done onPrepared(BatonMessage.Prepared message) {
        return Done.DONE;
    }

    @Override
    public Done onCommit(BatonMessage.Commit message) {
        return Done.DONE;
    }

    @Override
    public Done onAbort(BatonMessage.Abort message) {
        return Done.DONE;
    }

    @Override
    public Done onSettled(BatonMessage.Settled message) {
        return Done.DONE;
    }

    @Override
    public Done onRelink(BatonMessage.Relink message) {
        return Done.DONE;
    }

    @Override
    public Done onSeated(BatonMessage.Seated message) {
        return Done.DONE;
    }

    @Override
    public Done onExpelled(BatonMessage.Expelled message) {
        return Done.DONE;
    }

    @Override
    public Done onRefile(BatonMessage.Refile message) {
        return Done.DONE;
    }

    @Override
    public Done onRefiled(BatonMessage.Refiled message) {
        return Done.DONE;
    }

    @Override
    public Done onPing(BatonMessage.Ping message) {
        return Done.DONE;
    }

    @Override
    public Done onPong(BatonMessage.Pong message) {
        return Done.DONE;
    }

    @Override
    public Done onPingFor(BatonMessage.PingFor message) {
        return Done.DONE;
    }

    @Override
    public Done onFetch(BatonMessage.Fetch message) {
        return Done.DONE;
    }

    @Override
    public Done onFetched(BatonMessage.Fetched message) {
        return Done.DONE;
    }

    @Override
    public Done onReplicate(BatonMessage.Replicate message) {
        return Done.DONE;
    }

    @Override
    public Done onConfirm(BatonMessage.Confirm message) {
        return Done.DONE;
    }

    @Override
    public Done onAgreed(BatonMessage.Agreed message) {
        return Done.DONE;
    }

    @Override
    public Done onNotNow(BatonMessage.NotNow message) {
        return Done.DONE;
    }

    @Override
    public Done onForward(BatonMessage.Forward message) {
        return Done.DONE;
    }

    @Override
    public Done onForwardAck(BatonMessage.ForwardAck message) {
        return Done.DONE;
    }

    @Override
    public Done onUnavailable(BatonMessage.Unavailable message) {
        return Done.DONE;
    }

    @Override
    public Done onFound(BatonMessage.Found message) {
        return Done.DONE;
    }

    @Override
    public Done onStored(BatonMessage.Stored message) {
        return Done.DONE;
    }

    @Override
    public Done onRenew(BatonMessage.Renew message) {
        return Done.DONE;
    }

    @Override
    public Done onRenewed(BatonMessage.Renewed message) {
        return Done.DONE;
    }
}
