package org.bestpeer.overlay.wire;

import com.google.protobuf.ByteString;
import java.util.List;
import org.bestpeer.overlay.Entry;
import org.bestpeer.overlay.FoundEntry;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.NodeInfo;
import org.bestpeer.overlay.baton.Place;
import org.bestpeer.overlay.baton.Ref;
import org.bestpeer.overlay.baton.Source;
import org.bestpeer.overlay.baton.Stamp;
import org.bestpeer.overlay.baton.Versioned;
import org.bestpeer.overlay.tree.Position;

/** The values that messages are made of, as protobuf. */
final class Encoding {
    private Encoding() {}

    static ByteString key(Key key) {
        return ByteString.copyFrom(key.bytes());
    }

    static List<String> ids(List<PeerId> ids) {
        return ids.stream().map(PeerId::value).toList();
    }

    static OverlayProto.Contact contact(PeerContact contact) {
        return OverlayProto.Contact.newBuilder()
                .setId(contact.id().value())
                .setHost(contact.address().host())
                .setPort(contact.address().port())
                .build();
    }

    private static List<OverlayProto.Contact> contacts(List<PeerContact> contacts) {
        return contacts.stream().map(Encoding::contact).toList();
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

    private static OverlayProto.Ref ref(Ref ref) {
        return OverlayProto.Ref.newBuilder()
                .setContact(contact(ref.contact()))
                .setIncarnation(ref.incarnation())
                .setPosition(position(ref.position()))
                .build();
    }

    private static OverlayProto.NodeInfo info(NodeInfo info) {
        return OverlayProto.NodeInfo.newBuilder()
                .setRef(ref(info.ref()))
                .setRange(range(info.range()))
                .setEpoch(info.epoch())
                .setSince(info.since())
                .addAllReplicas(contacts(info.replicas()))
                .setWhole(info.whole())
                .build();
    }

    static List<OverlayProto.NodeInfo> infos(List<NodeInfo> infos) {
        return infos.stream().map(Encoding::info).toList();
    }

    static OverlayProto.Place place(Place place) {
        OverlayProto.Place.Builder builder = OverlayProto.Place.newBuilder()
                .setEpoch(place.epoch())
                .setInfo(info(place.info()))
                .addAllLinks(infos(place.links()));
        if (place.before() != null) {
            builder.setBefore(info(place.before()));
        }
        if (place.after() != null) {
            builder.setAfter(info(place.after()));
        }
        return builder.build();
    }

    static List<OverlayProto.Source> sources(List<Source> sources) {
        return sources.stream()
                .map(source -> OverlayProto.Source.newBuilder()
                        .setRange(range(source.range()))
                        .addAllFrom(contacts(source.from()))
                        .build())
                .toList();
    }

    private static OverlayProto.Entry entry(Entry entry) {
        return OverlayProto.Entry.newBuilder()
                .setKey(key(entry.key()))
                .setPublisher(contact(entry.publisher()))
                .setVersion(entry.version())
                .setValue(ByteString.copyFrom(entry.value()))
                .build();
    }

    static List<OverlayProto.FoundEntry> found(List<FoundEntry> entries) {
        return entries.stream()
                .map(found -> OverlayProto.FoundEntry.newBuilder()
                        .setEntry(entry(found.entry()))
                        .setPromiseNanos(found.promise().toNanos())
                        .build())
                .toList();
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
