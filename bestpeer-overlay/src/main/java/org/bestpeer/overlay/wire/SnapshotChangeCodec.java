package org.bestpeer.overlay.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.SnapshotChange;

/** Changes of snapshots as bytes. */
public final class SnapshotChangeCodec {
    private SnapshotChangeCodec() {}

    public static byte[] encode(SnapshotChange change) {
        OverlayProto.SnapshotChange.Builder builder = OverlayProto.SnapshotChange.newBuilder()
                .setEpoch(change.epoch())
                .setHeld(entries(change.held()))
                .setOwn(entries(change.own()));
        if (change.place() != null) {
            builder.setPlace(Encoding.place(change.place()));
        }
        if (change.prepared() != null) {
            builder.setPrepared(SnapshotCodec.prepared(change.prepared()));
        }
        return builder.build().toByteArray();
    }

    private static OverlayProto.SnapshotChange.Entries entries(SnapshotChange.Entries changed) {
        OverlayProto.SnapshotChange.Entries.Builder builder =
                OverlayProto.SnapshotChange.Entries.newBuilder().addAllPut(Encoding.versioned(changed.put()));
        changed.taken()
                .forEach(name -> builder.addTaken(OverlayProto.SnapshotChange.Name.newBuilder()
                        .setKey(Encoding.key(name.key()))
                        .setPublisher(name.publisher().value())));
        return builder.build();
    }

    /**
     * Reads a change.
     *
     * @throws MalformedMessageException if these bytes are none
     */
    public static SnapshotChange decode(byte[] bytes) {
        try {
            OverlayProto.SnapshotChange change = OverlayProto.SnapshotChange.parseFrom(bytes);
            if (!change.hasHeld() || !change.hasOwn()) {
                throw new MalformedMessageException("a change of a snapshot that says nothing of entries");
            }
            return new SnapshotChange(
                    change.getEpoch(),
                    change.hasPlace() ? Decoding.place(change.getPlace()) : null,
                    change.hasPrepared() ? SnapshotCodec.prepared(change.getPrepared()) : null,
                    entries(change.getHeld()),
                    entries(change.getOwn()));
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new MalformedMessageException("not a change of a snapshot of an overlay peer", e);
        }
    }

    private static SnapshotChange.Entries entries(OverlayProto.SnapshotChange.Entries changed) {
        return new SnapshotChange.Entries(
                Decoding.versioned(changed.getPutList()),
                changed.getTakenList().stream()
                        .map(name -> new SnapshotChange.Name(
                                Decoding.key(name.hasKey(), name.getKey()), new PeerId(name.getPublisher())))
                        .toList());
    }
}
