package org.bestpeer.overlay.wire;

import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.BatonMessage;

/** Reads the message of an envelope. */
final class MessageDecoder {
    private MessageDecoder() {}

    static BatonMessage decode(OverlayProto.Envelope envelope) {
        return switch (envelope.getMessageCase()) {
            case HELLO -> ChangeDecoding.hello(envelope.getHello());
            case SUSPECT ->
                new BatonMessage.Suspect(new PeerId(envelope.getSuspect().getPeer()));
            case ASK_CUT -> ChangeDecoding.askCut(envelope.getAskCut());
            case CUT -> ChangeDecoding.cut(envelope.getCut());
            case PREPARE -> ChangeDecoding.prepare(envelope.getPrepare());
            case PREPARED -> new BatonMessage.Prepared(envelope.getPrepared().getEpoch());
            case COMMIT -> new BatonMessage.Commit(envelope.getCommit().getEpoch());
            case ABORT -> new BatonMessage.Abort(envelope.getAbort().getEpoch());
            case SETTLED -> new BatonMessage.Settled(envelope.getSettled().getEpoch());
            case RELINK -> ChangeDecoding.relink(envelope.getRelink());
            case SEATED ->
                new BatonMessage.Seated(Decoding.place(envelope.getSeated().getPlace()));
            case EXPELLED -> new BatonMessage.Expelled(envelope.getExpelled().getEpoch());
            case REFILE -> new BatonMessage.Refile(envelope.getRefile().getRound());
            case REFILED -> new BatonMessage.Refiled(envelope.getRefiled().getRound());
            case PING -> new BatonMessage.Ping(envelope.getPing().getRequest());
            case PONG -> new BatonMessage.Pong(envelope.getPong().getRequest());
            case PING_FOR -> pingFor(envelope.getPingFor());
            case FETCH -> fetch(envelope.getFetch());
            case FETCHED -> fetched(envelope.getFetched());
            case REPLICATE -> replicate(envelope.getReplicate());
            case CONFIRM -> confirm(envelope.getConfirm());
            case AGREED -> new BatonMessage.Agreed(envelope.getAgreed().getRequest());
            case NOT_NOW -> new BatonMessage.NotNow(envelope.getNotNow().getRequest());
            case FORWARD -> TaskDecoding.forward(envelope.getForward());
            case FORWARD_ACK ->
                new BatonMessage.ForwardAck(envelope.getForwardAck().getHop());
            case UNAVAILABLE -> unavailable(envelope.getUnavailable());
            case FOUND -> TaskDecoding.found(envelope.getFound());
            case STORED -> TaskDecoding.stored(envelope.getStored());
            case RENEW -> TaskDecoding.renew(envelope.getRenew());
            case RENEWED -> TaskDecoding.renewed(envelope.getRenewed());
            case MESSAGE_NOT_SET -> throw new MalformedMessageException("an envelope of an unknown or no message");
        };
    }

    private static BatonMessage pingFor(OverlayProto.PingFor message) {
        return new BatonMessage.PingFor(message.getRequest(), Decoding.contact(message.getPeer()));
    }

    private static BatonMessage fetch(OverlayProto.Fetch message) {
        return new BatonMessage.Fetch(
                message.getRequest(), message.getEpoch(), message.getSince(), Decoding.range(message.getRange()));
    }

    private static BatonMessage fetched(OverlayProto.Fetched message) {
        return new BatonMessage.Fetched(
                message.getRequest(),
                Decoding.range(message.getCovered()),
                Decoding.versioned(message.getEntriesList()),
                message.getCertain());
    }

    private static BatonMessage replicate(OverlayProto.Replicate message) {
        return new BatonMessage.Replicate(
                message.getRequest(), message.getSince(), Decoding.versioned(message.getEntriesList()));
    }

    private static BatonMessage confirm(OverlayProto.Confirm message) {
        return new BatonMessage.Confirm(message.getRequest(), new PeerId(message.getHolder()), message.getSince());
    }

    private static BatonMessage unavailable(OverlayProto.Unavailable message) {
        return new BatonMessage.Unavailable(message.getOperation(), message.getReason());
    }
}
