package org.bestpeer.overlay.sim;

import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.BatonHandler;
import org.bestpeer.overlay.baton.BatonMessage;
import org.bestpeer.overlay.baton.Envelope;
import org.bestpeer.overlay.sim.world.EventHash;

/**
 * Tells messages apart for the hash of all events: who says what in answer to what. Entries and links are left out, as
 * this is done for every message; a run that differs in them differs in numbers of questions and epochs, too.
 */
final class EnvelopeHash implements BatonHandler<Long> {
    private static final EnvelopeHash CONTENT = new EnvelopeHash();

    private EnvelopeHash() {}

    static long of(Envelope envelope) {
        long life = envelope.incarnation() * 31 + envelope.epoch();
        return EventHash.mix(text(envelope.sender().id()) + life)
                + envelope.message().dispatch(CONTENT);
    }

    /** The same on every machine, as the language says. */
    private static long text(PeerId id) {
        return id.value().hashCode();
    }

    private static long mix(int kind, long content) {
        return EventHash.mix(((long) kind << 56) ^ content);
    }

    @Override
    public Long onHello(BatonMessage.Hello message) {
        return mix(1, message.epoch() * 31 + message.prepared() + message.digest() + message.entries());
    }

    @Override
    public Long onSuspect(BatonMessage.Suspect message) {
        return mix(2, text(message.peer()));
    }

    @Override
    public Long onAskCut(BatonMessage.AskCut message) {
        return mix(3, message.request());
    }

    @Override
    public Long onCut(BatonMessage.Cut message) {
        return mix(4, message.request() + message.cut().hashCode());
    }

    @Override
    public Long onPrepare(BatonMessage.Prepare message) {
        return mix(5, message.epoch() * 31 + message.base());
    }

    @Override
    public Long onPrepared(BatonMessage.Prepared message) {
        return mix(6, message.epoch());
    }

    @Override
    public Long onCommit(BatonMessage.Commit message) {
        return mix(7, message.epoch());
    }

    @Override
    public Long onAbort(BatonMessage.Abort message) {
        return mix(8, message.epoch());
    }

    @Override
    public Long onSettled(BatonMessage.Settled message) {
        return mix(9, message.epoch());
    }

    @Override
    public Long onRelink(BatonMessage.Relink message) {
        return mix(10, message.now().size() * 31L + message.gone().size());
    }

    @Override
    public Long onSeated(BatonMessage.Seated message) {
        return mix(11, message.place().epoch());
    }

    @Override
    public Long onExpelled(BatonMessage.Expelled message) {
        return mix(12, message.epoch());
    }

    @Override
    public Long onRefile(BatonMessage.Refile message) {
        return mix(29, message.round());
    }

    @Override
    public Long onRefiled(BatonMessage.Refiled message) {
        return mix(30, message.round());
    }

    @Override
    public Long onPing(BatonMessage.Ping message) {
        return mix(13, message.request());
    }

    @Override
    public Long onPong(BatonMessage.Pong message) {
        return mix(14, message.request());
    }

    @Override
    public Long onPingFor(BatonMessage.PingFor message) {
        return mix(15, message.request() + text(message.peer().id()));
    }

    @Override
    public Long onFetch(BatonMessage.Fetch message) {
        return mix(16, message.request() + message.epoch());
    }

    @Override
    public Long onFetched(BatonMessage.Fetched message) {
        return mix(17, message.request() + message.entries().size() * 2L + (message.certain() ? 1 : 0));
    }

    @Override
    public Long onReplicate(BatonMessage.Replicate message) {
        return mix(18, message.request() + message.since());
    }

    @Override
    public Long onConfirm(BatonMessage.Confirm message) {
        return mix(19, message.request() + message.since());
    }

    @Override
    public Long onAgreed(BatonMessage.Agreed message) {
        return mix(20, message.request());
    }

    @Override
    public Long onNotNow(BatonMessage.NotNow message) {
        return mix(21, message.request());
    }

    @Override
    public Long onForward(BatonMessage.Forward message) {
        return mix(
                22, message.hop() * 31 + message.operation() + message.target().hashCode());
    }

    @Override
    public Long onForwardAck(BatonMessage.ForwardAck message) {
        return mix(23, message.hop());
    }

    @Override
    public Long onUnavailable(BatonMessage.Unavailable message) {
        return mix(24, message.operation());
    }

    @Override
    public Long onFound(BatonMessage.Found message) {
        return mix(25, message.operation() + message.entries().size());
    }

    @Override
    public Long onStored(BatonMessage.Stored message) {
        return mix(26, message.operation());
    }

    @Override
    public Long onRenew(BatonMessage.Renew message) {
        return mix(27, message.request() + message.stamps().size());
    }

    @Override
    public Long onRenewed(BatonMessage.Renewed message) {
        return mix(28, message.request() + message.confirmed().size());
    }
}
