package org.bestpeer.overlay.wire;

import org.bestpeer.overlay.baton.BatonHandler;
import org.bestpeer.overlay.baton.BatonMessage;

/** Sets the message of an envelope. */
final class MessageEncoder implements BatonHandler<OverlayProto.Envelope.Builder> {
    private final OverlayProto.Envelope.Builder envelope;

    MessageEncoder(OverlayProto.Envelope.Builder envelope) {
        this.envelope = envelope;
    }

    @Override
    public OverlayProto.Envelope.Builder onHello(BatonMessage.Hello message) {
        return envelope.setHello(ChangeEncoding.hello(message));
    }

    @Override
    public OverlayProto.Envelope.Builder onSuspect(BatonMessage.Suspect message) {
        return envelope.setSuspect(
                OverlayProto.Suspect.newBuilder().setPeer(message.peer().value()));
    }

    @Override
    public OverlayProto.Envelope.Builder onAskCut(BatonMessage.AskCut message) {
        return envelope.setAskCut(ChangeEncoding.askCut(message));
    }

    @Override
    public OverlayProto.Envelope.Builder onCut(BatonMessage.Cut message) {
        return envelope.setCut(
                OverlayProto.Cut.newBuilder().setRequest(message.request()).setCut(Encoding.key(message.cut())));
    }

    @Override
    public OverlayProto.Envelope.Builder onPrepare(BatonMessage.Prepare message) {
        return envelope.setPrepare(ChangeEncoding.prepare(message));
    }

    @Override
    public OverlayProto.Envelope.Builder onPrepared(BatonMessage.Prepared message) {
        return envelope.setPrepared(OverlayProto.Prepared.newBuilder().setEpoch(message.epoch()));
    }

    @Override
    public OverlayProto.Envelope.Builder onCommit(BatonMessage.Commit message) {
        return envelope.setCommit(OverlayProto.Commit.newBuilder().setEpoch(message.epoch()));
    }

    @Override
    public OverlayProto.Envelope.Builder onAbort(BatonMessage.Abort message) {
        return envelope.setAbort(OverlayProto.Abort.newBuilder().setEpoch(message.epoch()));
    }

    @Override
    public OverlayProto.Envelope.Builder onSettled(BatonMessage.Settled message) {
        return envelope.setSettled(OverlayProto.Settled.newBuilder().setEpoch(message.epoch()));
    }

    @Override
    public OverlayProto.Envelope.Builder onRelink(BatonMessage.Relink message) {
        return envelope.setRelink(ChangeEncoding.relink(message));
    }

    @Override
    public OverlayProto.Envelope.Builder onSeated(BatonMessage.Seated message) {
        return envelope.setSeated(OverlayProto.Seated.newBuilder().setPlace(Encoding.place(message.place())));
    }

    @Override
    public OverlayProto.Envelope.Builder onExpelled(BatonMessage.Expelled message) {
        return envelope.setExpelled(OverlayProto.Expelled.newBuilder().setEpoch(message.epoch()));
    }

    @Override
    public OverlayProto.Envelope.Builder onRefile(BatonMessage.Refile message) {
        return envelope.setRefile(OverlayProto.Refile.newBuilder().setRound(message.round()));
    }

    @Override
    public OverlayProto.Envelope.Builder onRefiled(BatonMessage.Refiled message) {
        return envelope.setRefiled(OverlayProto.Refiled.newBuilder().setRound(message.round()));
    }

    @Override
    public OverlayProto.Envelope.Builder onPing(BatonMessage.Ping message) {
        return envelope.setPing(OverlayProto.Ping.newBuilder().setRequest(message.request()));
    }

    @Override
    public OverlayProto.Envelope.Builder onPong(BatonMessage.Pong message) {
        return envelope.setPong(OverlayProto.Pong.newBuilder().setRequest(message.request()));
    }

    @Override
    public OverlayProto.Envelope.Builder onPingFor(BatonMessage.PingFor message) {
        return envelope.setPingFor(OverlayProto.PingFor.newBuilder()
                .setRequest(message.request())
                .setPeer(Encoding.contact(message.peer())));
    }

    @Override
    public OverlayProto.Envelope.Builder onFetch(BatonMessage.Fetch message) {
        return envelope.setFetch(OverlayProto.Fetch.newBuilder()
                .setRequest(message.request())
                .setEpoch(message.epoch())
                .setSince(message.since())
                .setRange(Encoding.range(message.range())));
    }

    @Override
    public OverlayProto.Envelope.Builder onFetched(BatonMessage.Fetched message) {
        return envelope.setFetched(OverlayProto.Fetched.newBuilder()
                .setRequest(message.request())
                .setCovered(Encoding.range(message.covered()))
                .addAllEntries(Encoding.versioned(message.entries()))
                .setCertain(message.certain()));
    }

    @Override
    public OverlayProto.Envelope.Builder onReplicate(BatonMessage.Replicate message) {
        return envelope.setReplicate(OverlayProto.Replicate.newBuilder()
                .setRequest(message.request())
                .setSince(message.since())
                .addAllEntries(Encoding.versioned(message.entries())));
    }

    @Override
    public OverlayProto.Envelope.Builder onConfirm(BatonMessage.Confirm message) {
        return envelope.setConfirm(OverlayProto.Confirm.newBuilder()
                .setRequest(message.request())
                .setHolder(message.holder().value())
                .setSince(message.since()));
    }

    @Override
    public OverlayProto.Envelope.Builder onAgreed(BatonMessage.Agreed message) {
        return envelope.setAgreed(OverlayProto.Agreed.newBuilder().setRequest(message.request()));
    }

    @Override
    public OverlayProto.Envelope.Builder onNotNow(BatonMessage.NotNow message) {
        return envelope.setNotNow(OverlayProto.NotNow.newBuilder().setRequest(message.request()));
    }

    @Override
    public OverlayProto.Envelope.Builder onForward(BatonMessage.Forward message) {
        return envelope.setForward(TaskEncoding.forward(message));
    }

    @Override
    public OverlayProto.Envelope.Builder onForwardAck(BatonMessage.ForwardAck message) {
        return envelope.setForwardAck(OverlayProto.ForwardAck.newBuilder().setHop(message.hop()));
    }

    @Override
    public OverlayProto.Envelope.Builder onUnavailable(BatonMessage.Unavailable message) {
        return envelope.setUnavailable(OverlayProto.Unavailable.newBuilder()
                .setOperation(message.operation())
                .setReason(message.reason()));
    }

    @Override
    public OverlayProto.Envelope.Builder onFound(BatonMessage.Found message) {
        return envelope.setFound(TaskEncoding.found(message));
    }

    @Override
    public OverlayProto.Envelope.Builder onStored(BatonMessage.Stored message) {
        return envelope.setStored(TaskEncoding.stored(message));
    }

    @Override
    public OverlayProto.Envelope.Builder onRenew(BatonMessage.Renew message) {
        return envelope.setRenew(OverlayProto.Renew.newBuilder()
                .setRequest(message.request())
                .addAllStamps(Encoding.stamps(message.stamps())));
    }

    @Override
    public OverlayProto.Envelope.Builder onRenewed(BatonMessage.Renewed message) {
        return envelope.setRenewed(OverlayProto.Renewed.newBuilder()
                .setRequest(message.request())
                .addAllConfirmed(Encoding.stamps(message.confirmed()))
                .setPromiseNanos(message.promise().toNanos()));
    }
}
