package org.bestpeer.overlay.wire;

import org.bestpeer.overlay.baton.BatonMessage;
import org.bestpeer.overlay.baton.BatonMessage.Wish;
import org.bestpeer.overlay.tree.Side;

/** What peers and the scheduler of epochs say to each other, from protobuf. */
final class ChangeDecoding {
    private ChangeDecoding() {}

    static BatonMessage hello(OverlayProto.Hello message) {
        return new BatonMessage.Hello(
                wish(message.getWish()),
                message.getEpoch(),
                message.getPrepared(),
                message.getDigest(),
                Decoding.count(message.getEntries(), "entries"),
                message.getRecovering());
    }

    private static Wish wish(OverlayProto.Hello.Wish wish) {
        return switch (wish) {
            case PLACE -> Wish.PLACE;
            case LEAVE -> Wish.LEAVE;
            case WISH_UNSPECIFIED, UNRECOGNIZED -> throw new MalformedMessageException("an unknown or no wish");
        };
    }

    static BatonMessage askCut(OverlayProto.AskCut message) {
        double share = message.getShare();
        // Also false for what is not a number.
        if (!(share >= 0 && share <= 1)) {
            throw new MalformedMessageException("not a share: " + share);
        }
        return new BatonMessage.AskCut(message.getRequest(), side(message.getSide()), share);
    }

    private static Side side(OverlayProto.AskCut.Side side) {
        return switch (side) {
            case LEFT -> Side.LEFT;
            case RIGHT -> Side.RIGHT;
            case SIDE_UNSPECIFIED, UNRECOGNIZED -> throw new MalformedMessageException("an unknown or no side");
        };
    }

    static BatonMessage cut(OverlayProto.Cut message) {
        return new BatonMessage.Cut(message.getRequest(), Decoding.key(message.hasCut(), message.getCut()));
    }

    static BatonMessage prepare(OverlayProto.Prepare message) {
        return new BatonMessage.Prepare(
                message.getEpoch(),
                message.getBase(),
                message.hasPlace() ? Decoding.place(message.getPlace()) : null,
                Decoding.sources(message.getSourcesList()));
    }

    static BatonMessage relink(OverlayProto.Relink message) {
        return new BatonMessage.Relink(Decoding.infos(message.getNowList()), Decoding.ids(message.getGoneList()));
    }
}
