package org.bestpeer.overlay.wire;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.List;
import org.bestpeer.overlay.Entry;
import org.bestpeer.overlay.FoundEntry;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.NodeInfo;
import org.bestpeer.overlay.baton.Ref;
import org.bestpeer.overlay.baton.Stamp;
import org.bestpeer.overlay.baton.Versioned;
import org.bestpeer.overlay.tree.Position;

/** The values that messages are made of, from protobuf. What their types refuse is refused here. */
final class Decoding {
    private Decoding() {}

    static Key key(ByteString bytes) {
        return Key.of(bytes.toByteArray());
    }

    static PeerContact contact(OverlayProto.Contact contact) {
        return new PeerContact(new PeerId(contact.getId()), new PeerAddress(contact.getHost(), contact.getPort()));
    }

    static Position position(OverlayProto.Position position) {
        return new Position(position.getLevel(), position.getNumber());
    }

    static KeyRange range(OverlayProto.Range range) {
        return new KeyRange(key(range.getLow()), range.hasHigh() ? key(range.getHigh()) : null);
    }

    static Ref ref(OverlayProto.Ref ref) {
        return new Ref(contact(ref.getContact()), ref.getIncarnation(), position(ref.getPosition()));
    }

    static List<Ref> refs(List<OverlayProto.Ref> refs) {
        return refs.stream().map(Decoding::ref).toList();
    }

    static NodeInfo info(OverlayProto.NodeInfo info) {
        return new NodeInfo(
                ref(info.getRef()),
                info.getRevision(),
                range(info.getRange()),
                info.hasLeftChild() ? ref(info.getLeftChild()) : null,
                info.hasRightChild() ? ref(info.getRightChild()) : null);
    }

    static Entry entry(OverlayProto.Entry entry) {
        return new Entry(
                key(entry.getKey()),
                contact(entry.getPublisher()),
                entry.getVersion(),
                entry.getValue().toByteArray());
    }

    static List<FoundEntry> found(List<OverlayProto.FoundEntry> entries) {
        return entries.stream()
                .map(found -> new FoundEntry(entry(found.getEntry()), Duration.ofNanos(found.getPromiseNanos())))
                .toList();
    }

    static List<Versioned> versioned(List<OverlayProto.Versioned> entries) {
        return entries.stream()
                .map(versioned -> new Versioned(
                        entry(versioned.getEntry()),
                        versioned.getIncarnation(),
                        versioned.getSequence(),
                        versioned.getWithdrawn()))
                .toList();
    }

    static List<Stamp> stamps(List<OverlayProto.Stamp> stamps) {
        return stamps.stream()
                .map(stamp ->
                        new Stamp(key(stamp.getKey()), stamp.getVersion(), stamp.getIncarnation(), stamp.getSequence()))
                .toList();
    }
}
