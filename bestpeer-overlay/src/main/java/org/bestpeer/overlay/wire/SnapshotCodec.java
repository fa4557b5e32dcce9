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
            builder.setPlace(Encoding.place(snapshot.place()));
        }
        if (snapshot.prepared() != null) {
            builder.setPrepared(prepared(snapshot.prepared()));
        }
        return builder.build().toByteArray();
    }

    static OverlayProto.Snapshot.Prepared prepared(Snapshot.Prepared prepared) {
        OverlayProto.Snapshot.Prepared.Builder builder =
                OverlayProto.Snapshot.Prepared.newBuilder().setEpoch(prepared.epoch());
        if (prepared.place() != null) {
            builder.setPlace(Encoding.place(prepared.place()));
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
                    Decoding.network(snapshot.getNetwork()),
                    snapshot.getIncarnation(),
                    snapshot.getEpoch(),
                    snapshot.hasPlace() ? Decoding.place(snapshot.getPlace()) : null,
                    snapshot.hasPrepared() ? prepared(snapshot.getPrepared()) : null,
                    Decoding.versioned(snapshot.getHeldList()),
                    Decoding.versioned(snapshot.getOwnList()));
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new MalformedMessageException("not a snapshot of an overlay peer", e);
        }
    }

    static Snapshot.Prepared prepared(OverlayProto.Snapshot.Prepared prepared) {
        return new Snapshot.Prepared(
                prepared.getEpoch(), prepared.hasPlace() ? Decoding.place(prepared.getPlace()) : null);
    }
}
