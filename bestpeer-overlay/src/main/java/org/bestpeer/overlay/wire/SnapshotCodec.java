package org.bestpeer.overlay.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import org.bestpeer.overlay.baton.Snapshot;

/** Snapshots as bytes. */
public final class SnapshotCodec {
    private SnapshotCodec() {}

    public static byte[] encode(Snapshot snapshot) {
        OverlayProto.Snapshot.Builder builder = OverlayProto.Snapshot.newBuilder()
                .setNetwork(snapshot.network())
                .setIncarnation(snapshot.incarnation())
                .setEpoch(snapshot.epoch())
                .addAllHeld(Encoding.versioned(snapshot.held()))
                .addAllOwn(Encoding.versioned(snapshot.own()));
        if (snapshot.place() != null) {
            builder.setPlace(place(snapshot.place()));
        }
        return builder.build().toByteArray();
    }

    private static OverlayProto.Place place(Snapshot.Place place) {
        OverlayProto.Place.Builder builder = OverlayProto.Place.newBuilder()
                .setPosition(Encoding.position(place.position()))
                .setRange(Encoding.range(place.range()))
                .addAllHints(Encoding.refs(place.hints()));
        place.links().forEach(info -> builder.addLinks(Encoding.info(info)));
        if (place.offer() != null) {
            builder.setOffer(OverlayProto.Offer.newBuilder()
                    .setId(place.offer().id())
                    .setFrom(Encoding.contact(place.offer().from())));
        }
        return builder.build();
    }

    /**
     * Reads a snapshot.
     *
     * @throws MalformedMessageException if these bytes are none
     */
    public static Snapshot decode(byte[] bytes) {
        try {
            OverlayProto.Snapshot snapshot = OverlayProto.Snapshot.parseFrom(bytes);
            return new Snapshot(
                    snapshot.getNetwork(),
                    snapshot.getIncarnation(),
                    snapshot.getEpoch(),
                    snapshot.hasPlace() ? place(snapshot.getPlace()) : null,
                    Decoding.versioned(snapshot.getHeldList()),
                    Decoding.versioned(snapshot.getOwnList()));
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new MalformedMessageException("not a snapshot of an overlay peer: " + e.getMessage(), e);
        }
    }

    private static Snapshot.Place place(OverlayProto.Place place) {
        return new Snapshot.Place(
                Decoding.position(place.getPosition()),
                Decoding.range(place.getRange()),
                place.getLinksList().stream().map(Decoding::info).toList(),
                Decoding.refs(place.getHintsList()),
                place.hasOffer()
                        ? new Snapshot.Offer(
                                place.getOffer().getId(),
                                Decoding.contact(place.getOffer().getFrom()))
                        : null);
    }
}
