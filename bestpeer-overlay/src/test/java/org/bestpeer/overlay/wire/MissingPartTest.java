package org.bestpeer.overlay.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.BatonMessage;
import org.bestpeer.overlay.baton.Envelope;
import org.bestpeer.overlay.baton.Snapshot;
import org.bestpeer.overlay.baton.SnapshotChange;
import org.bestpeer.overlay.epoch.Ledger;
import org.junit.jupiter.api.Test;

/** Takes every part out of what was encoded, one at a time. */
class MissingPartTest {
    private static final PeerContact SENDER =
            new PeerContact(new PeerId("acme-1"), new PeerAddress("acme.example", 7410));
    /** Parts that may be absent, as overlay.proto says. */
    private static final Set<String> OPTIONAL = Set.of(
            "bestpeer.overlay.Range.high",
            "bestpeer.overlay.Prepare.place",
            "bestpeer.overlay.Lookup.silent",
            "bestpeer.overlay.Unavailable.reason",
            "bestpeer.overlay.Found.next",
            "bestpeer.overlay.Stored.next",
            "bestpeer.overlay.Snapshot.place",
            "bestpeer.overlay.SnapshotChange.place",
            "bestpeer.overlay.SnapshotChange.prepared",
            "bestpeer.overlay.Snapshot.prepared",
            "bestpeer.overlay.Snapshot.Prepared.place");

    private final RandomValues values = new RandomValues(3);
    private final Set<String> missed = new HashSet<>();

    @Test
    void aMissingPartOfAMessageIsRefused() throws InvalidProtocolBufferException {
        for (Class<?> kind : BatonMessage.class.getPermittedSubclasses()) {
            for (int i = 0; kind.isRecord() && i < 20; i++) {
                BatonMessage message = (BatonMessage) values.make(kind);
                OverlayProto.Envelope whole = OverlayProto.Envelope.parseFrom(
                        MessageCodec.encode(new Envelope("trade", SENDER, 1, 1, message)));
                refusedWithoutAnyPart(whole, MessageCodec::decode);
            }
        }
        assertThat(missed)
                .contains(
                        "bestpeer.overlay.Envelope.sender",
                        "bestpeer.overlay.Hello.wish",
                        "bestpeer.overlay.Place.after",
                        "bestpeer.overlay.Stamp.key",
                        "bestpeer.overlay.Forward.lookup");
    }

    @Test
    void aMissingPartOfASnapshotIsRefused() throws InvalidProtocolBufferException {
        for (int i = 0; i < 20; i++) {
            byte[] bytes = SnapshotCodec.encode(values.make(Snapshot.class));
            refusedWithoutAnyPart(OverlayProto.Snapshot.parseFrom(bytes), SnapshotCodec::decode);
        }
        assertThat(missed).contains("bestpeer.overlay.Versioned.entry", "bestpeer.overlay.Place.info");
    }

    @Test
    void aMissingPartOfAChangeIsRefused() throws InvalidProtocolBufferException {
        for (int i = 0; i < 20; i++) {
            byte[] bytes = SnapshotChangeCodec.encode(values.make(SnapshotChange.class));
            refusedWithoutAnyPart(OverlayProto.SnapshotChange.parseFrom(bytes), SnapshotChangeCodec::decode);
        }
        assertThat(missed).contains("bestpeer.overlay.SnapshotChange.held", "bestpeer.overlay.SnapshotChange.Name.key");
    }

    @Test
    void aMissingPartOfALedgerIsRefused() throws InvalidProtocolBufferException {
        for (int i = 0; i < 20; i++) {
            byte[] bytes = LedgerCodec.encode(values.make(Ledger.class));
            refusedWithoutAnyPart(OverlayProto.Ledger.parseFrom(bytes), LedgerCodec::decode);
        }
        assertThat(missed).contains("bestpeer.overlay.Ledger.Seat.range", "bestpeer.overlay.Ledger.Intent.state");
    }

    private void refusedWithoutAnyPart(Message whole, Consumer<byte[]> decode) {
        for (Message part : withoutOnePart(whole)) {
            assertThatThrownBy(() -> decode.accept(part.toByteArray()))
                    .as("%s", part)
                    .isInstanceOf(MalformedMessageException.class);
        }
    }

    private List<Message> withoutOnePart(Message whole) {
        List<Message> all = new ArrayList<>();
        for (Map.Entry<FieldDescriptor, Object> part : whole.getAllFields().entrySet()) {
            FieldDescriptor field = part.getKey();
            if (field.isRepeated()) {
                List<?> elements = (List<?>) part.getValue();
                for (int i = 0; i < elements.size(); i++) {
                    if (elements.get(i) instanceof Message element) {
                        int index = i;
                        withoutOnePart(element)
                                .forEach(less -> all.add(whole.toBuilder()
                                        .setRepeatedField(field, index, less)
                                        .build()));
                    }
                }
                continue;
            }
            if (part.getValue() instanceof Message message) {
                withoutOnePart(message)
                        .forEach(less ->
                                all.add(whole.toBuilder().setField(field, less).build()));
            }
            if (isRequired(field)) {
                missed.add(field.getFullName());
                all.add(whole.toBuilder().clearField(field).build());
            }
        }
        return all;
    }

    private static boolean isRequired(FieldDescriptor field) {
        return !OPTIONAL.contains(field.getFullName())
                && (field.hasPresence()
                        || field.getJavaType() == JavaType.STRING
                        || field.getJavaType() == JavaType.ENUM);
    }
}
