package org.bestpeer.overlay.wire;

import com.google.protobuf.ByteString;
import java.util.List;
import org.bestpeer.overlay.Entry;
import org.bestpeer.overlay.FoundEntry;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.baton.NodeInfo;
import org.bestpeer.overlay.baton.Ref;
import org.bestpeer.overlay.baton.Stamp;
import org.bestpeer.overlay.baton.Versioned;
import org.bestpeer.overlay.tree.Position;

/** The values that messages are made of, as protobuf. */
final class Encoding {
    private Encoding() {}

    static ByteString key(Key key) {
        return ByteString.copyFrom(key.bytes());
    }

    static OverlayProto.Contact contact(PeerContact contact) {
        return OverlayProto.Contact.newBuilder()
                .setId(contact.id().value())
                .setHost(contact.address().host())
                .setPort(contact.address().port())
                .build();
    }

    static OverlayProto.Position position(Position position) {
        return OverlayProto.Position.newBuilder()
                .setLevel(position.level())
                .setNumber(position.number())
                .build();
    }

    static OverlayProto.Range range(KeyRange range) {
        OverlayProto.Range.Builder builder = OverlayProto.Range.newBuilder().setLow(key(range.low()));
        if (range.high() != null) {
            builder.setHigh(key(range.high()));
        }
        return builder.build();
    }

    static OverlayProto.Ref ref(Ref ref) {
        return OverlayProto.Ref.newBuilder()
                .setContact(contact(ref.contact()))
                .setIncarnation(ref.incarnation())
                .setPosition(position(ref.position()))
                .build();
    }

    static List<OverlayProto.Ref> refs(List<Ref> refs) {
        return refs.stream().map(Encoding::ref).toList();
    }

    static OverlayProto.NodeInfo info(NodeInfo info) {
        OverlayProto.NodeInfo.Builder builder = OverlayProto.NodeInfo.newBuilder()
                .setRef(ref(info.ref()))
                .setRevision(info.revision())
                .setRange(range(info.range()));
        if (info.leftChild() != null) {
            builder.setLeftChild(ref(info.leftChild()));
        }
        if (info.rightChild() != null) {
            builder.setRightChild(ref(info.rightChild()));
        }
        return builder.build();
    }

    static OverlayProto.Entry entry(Entry entry) {
        return OverlayProto.Entry.newBuilder()
                .setKey(key(entry.key()))
                .setPublisher(contact(entry.publisher()))
                .setVersion(entry.version())
                .setValue(ByteString.copyFrom(entry.value()))
                .build();
    }

    static OverlayProto.FoundEntry found(FoundEntry found) {
        return OverlayProto.FoundEntry.newBuilder()
                .setEntry(entry(found.entry()))
                .setPromiseNanos(found.promise().toNanos())
                .build();
    }

    static List<OverlayProto.Versioned> versioned(List<Versioned> entries) {
        return entries.stream().map(Encoding::versioned).toList();
    }

    private static OverlayProto.Versioned versioned(Versioned versioned) {
        return OverlayProto.Versioned.newBuilder()
                .setEntry(entry(versioned.entry()))
                .setIncarnation(versioned.incarnation())
                .setSequence(versioned.sequence())
                .setWithdrawn(versioned.withdrawn())
                .build();
    }

    static List<OverlayProto.Stamp> stamps(List<Stamp> stamps) {
        return stamps.stream()
                .map(stamp -> OverlayProto.Stamp.newBuilder()
                        .setKey(key(stamp.key()))
                        .setVersion(stamp.version())
                        .setIncarnation(stamp.incarnation())
                        .setSequence(stamp.sequence())
                        .build())
                .toList();
    }
}
