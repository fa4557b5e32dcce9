package org.bestpeer.overlay.baton;

/**
 * One method for each message.
 *
 * @param <R> what comes of one
 */
public interface BatonHandler<R> {
    R onHello(BatonMessage.Hello message);

    R onSuspect(BatonMessage.Suspect message);

    R onAskCut(BatonMessage.AskCut message);

    R onCut(BatonMessage.Cut message);

    R onPrepare(BatonMessage.Prepare message);

    R onPrepared(BatonMessage.Prepared message);

    R onCommit(BatonMessage.Commit message);

    R onAbort(BatonMessage.Abort message);

    R onSettled(BatonMessage.Settled message);

    R onRelink(BatonMessage.Relink message);

    R onSeated(BatonMessage.Seated message);

    R onExpelled(BatonMessage.Expelled message);

    R onRefile(BatonMessage.Refile message);

    R onRefiled(BatonMessage.Refiled message);

    R onPing(BatonMessage.Ping message);

    R onPong(BatonMessage.Pong message);

    R onPingFor(BatonMessage.PingFor message);

    R onFetch(BatonMessage.Fetch message);

    R onFetched(BatonMessage.Fetched message);

    R onReplicate(BatonMessage.Replicate message);

    R onConfirm(BatonMessage.Confirm message);

    R onAgreed(BatonMessage.Agreed message);

    R onNotNow(BatonMessage.NotNow message);

    R onForward(BatonMessage.Forward message);

    R onForwardAck(BatonMessage.ForwardAck message);

    R onUnavailable(BatonMessage.Unavailable message);

    R onFound(BatonMessage.Found message);

    R onStored(BatonMessage.Stored message);

    R onRenew(BatonMessage.Renew message);

    R onRenewed(BatonMessage.Renewed message);
}
