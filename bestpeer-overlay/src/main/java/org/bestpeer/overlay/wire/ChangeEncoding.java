package org.bestpeer.overlay.wire;

import org.bestpeer.overlay.baton.BatonMessage;

/** What peers and the scheduler of epochs say to each other, as protobuf. */
final class ChangeEncoding {
    private ChangeEncoding() {}

    static OverlayProto.Hello hello(BatonMessage.Hello message) {
        return OverlayProto.Hello.newBuilder()
                .setWish(
                        switch (message.wish()) {
                            case PLACE -> OverlayProto.Hello.Wish.PLACE;
                            case LEAVE -> OverlayProto.Hello.Wish.LEAVE;
                        })
                .setEpoch(message.epoch())
                .setPrepared(message.prepared())
                .setDigest(message.digest())
                .setEntries(message.entries())
                .setRecovering(message.recovering())
                .build();
    }

    static OverlayProto.AskCut askCut(BatonMessage.AskCut message) {
        return OverlayProto.AskCut.newBuilder()
                .setRequest(message.request())
                .setSide(
                        switch (message.side()) {
                            case LEFT -> OverlayProto.AskCut.Side.LEFT;
                            case RIGHT -> OverlayProto.AskCut.Side.RIGHT;
                        })
                .setShare(message.share())
                .build();
    }

    static OverlayProto.Prepare prepare(BatonMessage.Prepare message) {
        OverlayProto.Prepare.Builder prepare = OverlayProto.Prepare.newBuilder()
                .setEpoch(message.epoch())
                .setBase(message.base())
                .addAllSources(Encoding.sources(message.sources()));
        if (message.place() != null) {
            prepare.setPlace(Encoding.place(message.place()));
        }
        return prepare.build();
    }

    static OverlayProto.Relink relink(BatonMessage.Relink message) {
        return OverlayProto.Relink.newBuilder()
                .addAllNow(Encoding.infos(message.now()))
                .addAllGone(Encoding.ids(message.gone()))
                .build();
    }
}
