package org.bestpeer.overlay.wire;

import org.bestpeer.overlay.baton.BatonMessage;

/** Sets the message of an envelope. */
final class MessageEncoder implements BatonMessage.Handler<OverlayProto.Envelope.Builder> {
    private final OverlayProto.Envelope.Builder envelope;

    MessageEncoder(OverlayProto.Envelope.Builder envelope) {
        this.envelope = envelope;
    }

    @Override
    public OverlayProto.Envelope.Builder onLinkUpdate(BatonMessage.LinkUpdate message) {
        return envelope.setLinkUpdate(OverlayProto.LinkUpdate.newBuilder()
                .setRequest(message.request())
                .setInfo(Encoding.info(message.info())));
    }

    @Override
    public OverlayProto.Envelope.Builder onLinkUpdateAck(BatonMessage.LinkUpdateAck message) {
        OverlayProto.LinkUpdateAck.Builder ack = OverlayProto.LinkUpdateAck.newBuilder()
                .setRequest(message.request())
                .addAllHints(Encoding.refs(message.hints()));
        if (message.info() != null) {
            ack.setInfo(Encoding.info(message.info()));
        }
        return envelope.setLinkUpdateAck(ack);
    }

    @Override
    public OverlayProto.Envelope.Builder onJoinOffer(BatonMessage.JoinOffer message) {
        return envelope.setJoinOffer(OverlayProto.JoinOffer.newBuilder()
                .setOffer(message.offer())
                .setPosition(Encoding.position(message.position()))
                .setRange(Encoding.range(message.range()))
                .addAllEntries(Encoding.versioned(message.entries()))
                .addAllHints(Encoding.refs(message.hints())));
    }

    @Override
    public OverlayProto.Envelope.Builder onJoinAck(BatonMessage.JoinAck message) {
        return envelope.setJoinAck(OverlayProto.JoinAck.newBuilder()
                .setOffer(message.offer())
                .setPosition(Encoding.position(message.position())));
    }

    @Override
    public OverlayProto.Envelope.Builder onJoinDecline(BatonMessage.JoinDecline message) {
        return envelope.setJoinDecline(OverlayProto.JoinDecline.newBuilder().setOffer(message.offer()));
    }

    @Override
    public OverlayProto.Envelope.Builder onJoinCommit(BatonMessage.JoinCommit message) {
        return envelope.setJoinCommit(OverlayProto.JoinCommit.newBuilder().setOffer(message.offer()));
    }

    @Override
    public OverlayProto.Envelope.Builder onJoinAbort(BatonMessage.JoinAbort message) {
        return envelope.setJoinAbort(OverlayProto.JoinAbort.newBuilder().setOffer(message.offer()));
    }

    @Override
    public OverlayProto.Envelope.Builder onSettle(BatonMessage.Settle message) {
        return envelope.setSettle(OverlayProto.Settle.newBuilder().setRequest(message.request()));
    }

    @Override
    public OverlayProto.Envelope.Builder onSettled(BatonMessage.Settled message) {
        return envelope.setSettled(OverlayProto.Settled.newBuilder().setRequest(message.request()));
    }

    @Override
    public OverlayProto.Envelope.Builder onForward(BatonMessage.Forward message) {
        OverlayProto.Forward.Builder forward = OverlayProto.Forward.newBuilder()
                .setHop(message.hop())
                .setOperation(message.operation())
                .setOrigin(Encoding.contact(message.origin()))
                .setTarget(Encoding.key(message.target()));
        message.visited().forEach(id -> forward.addVisited(id.value()));
        return envelope.setForward(message.task().dispatch(new TaskEncoder(forward)));
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
        OverlayProto.Found.Builder found = OverlayProto.Found.newBuilder()
                .setOperation(message.operation())
                .setCovered(Encoding.range(message.covered()))
                .setHops(message.hops());
        message.entries().forEach(entry -> found.addEntries(Encoding.found(entry)));
        if (message.next() != null) {
            found.setNext(Encoding.contact(message.next()));
        }
        return envelope.setFound(found);
    }

    @Override
    public OverlayProto.Envelope.Builder onStored(BatonMessage.Stored message) {
        return envelope.setStored(OverlayProto.Stored.newBuilder()
                .setOperation(message.operation())
                .setCovered(Encoding.range(message.covered())));
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

    @Override
    public OverlayProto.Envelope.Builder onStaleEpoch(BatonMessage.StaleEpoch message) {
        return envelope.setStaleEpoch(OverlayProto.StaleEpoch.getDefaultInstance());
    }

    private record TaskEncoder(OverlayProto.Forward.Builder forward)
            implements BatonMessage.TaskHandler<OverlayProto.Forward.Builder> {
        @Override
        public OverlayProto.Forward.Builder onSeekPlace(BatonMessage.SeekPlace task) {
            return forward.setSeekPlace(OverlayProto.SeekPlace.newBuilder().setIncarnation(task.incarnation()));
        }

        @Override
        public OverlayProto.Forward.Builder onLookup(BatonMessage.Lookup task) {
            return forward.setLookup(OverlayProto.Lookup.newBuilder().setQuery(Encoding.range(task.query())));
        }

        @Override
        public OverlayProto.Forward.Builder onStore(BatonMessage.Store task) {
            return forward.setStore(OverlayProto.Store.newBuilder().addAllEntries(Encoding.versioned(task.entries())));
        }
    }
}
