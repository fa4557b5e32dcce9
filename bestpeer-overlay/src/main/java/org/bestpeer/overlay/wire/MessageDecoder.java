package org.bestpeer.overlay.wire;

import java.time.Duration;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.BatonMessage;

/** Reads the message of an envelope. */
final class MessageDecoder {
    private MessageDecoder() {}

    static BatonMessage decode(OverlayProto.Envelope envelope) {
        return switch (envelope.getMessageCase()) {
            case LINK_UPDATE -> linkUpdate(envelope.getLinkUpdate());
            case LINK_UPDATE_ACK -> linkUpdateAck(envelope.getLinkUpdateAck());
            case JOIN_OFFER -> joinOffer(envelope.getJoinOffer());
            case JOIN_ACK -> joinAck(envelope.getJoinAck());
            case JOIN_DECLINE ->
                new BatonMessage.JoinDecline(envelope.getJoinDecline().getOffer());
            case JOIN_COMMIT ->
                new BatonMessage.JoinCommit(envelope.getJoinCommit().getOffer());
            case JOIN_ABORT ->
                new BatonMessage.JoinAbort(envelope.getJoinAbort().getOffer());
            case SETTLE -> new BatonMessage.Settle(envelope.getSettle().getRequest());
            case SETTLED -> new BatonMessage.Settled(envelope.getSettled().getRequest());
            case FORWARD -> forward(envelope.getForward());
            case FORWARD_ACK ->
                new BatonMessage.ForwardAck(envelope.getForwardAck().getHop());
            case UNAVAILABLE -> unavailable(envelope.getUnavailable());
            case FOUND -> found(envelope.getFound());
            case STORED -> stored(envelope.getStored());
            case RENEW -> renew(envelope.getRenew());
            case RENEWED -> renewed(envelope.getRenewed());
            case STALE_EPOCH -> new BatonMessage.StaleEpoch();
            case MESSAGE_NOT_SET -> throw new MalformedMessageException("an envelope of an unknown or no message");
        };
    }

    private static BatonMessage linkUpdate(OverlayProto.LinkUpdate message) {
        return new BatonMessage.LinkUpdate(message.getRequest(), Decoding.info(message.getInfo()));
    }

    private static BatonMessage linkUpdateAck(OverlayProto.LinkUpdateAck message) {
        return new BatonMessage.LinkUpdateAck(
                message.getRequest(),
                message.hasInfo() ? Decoding.info(message.getInfo()) : null,
                Decoding.refs(message.getHintsList()));
    }

    private static BatonMessage joinOffer(OverlayProto.JoinOffer message) {
        return new BatonMessage.JoinOffer(
                message.getOffer(),
                Decoding.position(message.getPosition()),
                Decoding.range(message.getRange()),
                Decoding.versioned(message.getEntriesList()),
                Decoding.refs(message.getHintsList()));
    }

    private static BatonMessage joinAck(OverlayProto.JoinAck message) {
        return new BatonMessage.JoinAck(message.getOffer(), Decoding.position(message.getPosition()));
    }

    private static BatonMessage forward(OverlayProto.Forward message) {
        return new BatonMessage.Forward(
                message.getHop(),
                message.getOperation(),
                Decoding.contact(message.getOrigin()),
                Decoding.key(message.getTarget()),
                message.getVisitedList().stream().map(PeerId::new).toList(),
                task(message));
    }

    private static BatonMessage.Task task(OverlayProto.Forward message) {
        return switch (message.getTaskCase()) {
            case SEEK_PLACE -> new BatonMessage.SeekPlace(message.getSeekPlace().getIncarnation());
            case LOOKUP ->
                new BatonMessage.Lookup(Decoding.range(message.getLookup().getQuery()));
            case STORE ->
                new BatonMessage.Store(Decoding.versioned(message.getStore().getEntriesList()));
            case TASK_NOT_SET -> throw new MalformedMessageException("an unknown or no task");
        };
    }

    private static BatonMessage unavailable(OverlayProto.Unavailable message) {
        return new BatonMessage.Unavailable(message.getOperation(), message.getReason());
    }

    private static BatonMessage found(OverlayProto.Found message) {
        return new BatonMessage.Found(
                message.getOperation(),
                Decoding.range(message.getCovered()),
                Decoding.found(message.getEntriesList()),
                message.hasNext() ? Decoding.contact(message.getNext()) : null,
                message.getHops());
    }

    private static BatonMessage stored(OverlayProto.Stored message) {
        return new BatonMessage.Stored(message.getOperation(), Decoding.range(message.getCovered()));
    }

    private static BatonMessage renew(OverlayProto.Renew message) {
        return new BatonMessage.Renew(message.getRequest(), Decoding.stamps(message.getStampsList()));
    }

    private static BatonMessage renewed(OverlayProto.Renewed message) {
        return new BatonMessage.Renewed(
                message.getRequest(),
                Decoding.stamps(message.getConfirmedList()),
                Duration.ofNanos(message.getPromiseNanos()));
    }
}
