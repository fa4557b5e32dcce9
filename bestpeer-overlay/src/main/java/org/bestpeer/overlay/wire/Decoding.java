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
import org.bestpeer.overlay.baton.Place;
import org.bestpeer.overlay.baton.Ref;
import org.bestpeer.overlay.baton.Source;
import org.bestpeer.overlay.baton.Stamp;
import org.bestpeer.overlay.baton.Versioned;
import org.bestpeer.overlay.tree.Position;

/**
 * The values that messages are made of, from protobuf. What their types refuse is refused here, with their
 * {@link IllegalArgumentException}. An absent part is read as an empty one, which is refused too.
 */
final class Decoding {
    private Decoding() {}

    static String network(String name) {
        if (name.isEmpty()) {
            throw new MalformedMessageException("the name of the network is missing");
        }
        return name;
    }

    static int count(int number, String what) {
        if (number < 0) {
            throw new MalformedMessageException("the number of %s is negative: %d".formatted(what, number));
        }
        return number;
    }

    static Duration promise(long nanos) {
        if (nanos < 0) {
            throw new MalformedMessageException("a promise for %d ns".formatted(nanos));
        }
        return Duration.ofNanos(nanos);
    }

    static Key key(boolean isPresent, ByteString bytes) {
        if (!isPresent) {
            throw new MalformedMessageException("a key is missing");
        }
        return Key.of(bytes.toByteArray());
    }

    static List<PeerId> ids(List<String> ids) {
        return ids.stream().map(PeerId::new).toList();
    }

    static PeerContact contact(OverlayProto.Contact contact) {
        return new PeerContact(new PeerId(contact.getId()), new PeerAddress(contact.getHost(), contact.getPort()));
    }

    private static List<PeerContact> contacts(List<OverlayProto.Contact> contacts) {
        return contacts.stream().map(Decoding::contact).toList();
    }

    static Position position(OverlayProto.Position position) {
        return new Position(position.getLevel(), position.getNumber());
    }

    static KeyRange range(OverlayProto.Range range) {
        return new KeyRange(key(range.hasLow(), range.getLow()), range.hasHigh() ? key(true, range.getHigh()) : null);
    }

    private static Ref ref(OverlayProto.Ref ref) {
        return new Ref(contact(ref.getContact()), ref.getIncarnation(), position(ref.getPosition()));
    }

    private static NodeInfo info(OverlayProto.NodeInfo info) {
        return new NodeInfo(
                ref(info.getRef()),
                range(info.getRange()),
                info.getEpoch(),
                info.getSince(),
                contacts(info.getReplicasList()),
                info.getWhole());
    }

    static List<NodeInfo> infos(List<OverlayProto.NodeInfo> infos) {
        return infos.stream().map(Decoding::info).toList();
    }

    static Place place(OverlayProto.Place place) {
        if (place.hasBefore() != place.hasAfter()) {
            throw new MalformedMessageException("a place with a ring neighbour on one side only");
        }
        return new Place(
                place.getEpoch(),
                info(place.getInfo()),
                place.hasBefore() ? info(place.getBefore()) : null,
                place.hasAfter() ? info(place.getAfter()) : null,
                infos(place.getLinksList()));
    }

    static List<Source> sources(List<OverlayProto.Source> sources) {
        return sources.stream()
                .map(source -> new Source(range(source.getRange()), contacts(source.getFromList())))
                .toList();
    }

    private static Entry entry(OverlayProto.Entry entry) {
        return new Entry(
                key(entry.hasKey(), entry.getKey()),
                contact(entry.getPublisher()),
                entry.getVersion(),
                entry.getValue().toByteArray());
    }

    static List<FoundEntry> found(List<OverlayProto.FoundEntry> entries) {
        return entries.stream()
                .map(found -> new FoundEntry(entry(found.getEntry()), promise(found.getPromiseNanos())))
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
                .map(stamp -> new Stamp(
                        key(stamp.hasKey(), stamp.getKey()),
                        stamp.getVersion(),
                        stamp.getIncarnation(),
                        stamp.getSequence()))
                .toList();
    }
}
