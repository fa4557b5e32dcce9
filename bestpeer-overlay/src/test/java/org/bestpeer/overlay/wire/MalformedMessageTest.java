package org.bestpeer.overlay.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.BatonMessage;
import org.bestpeer.overlay.baton.Envelope;
import org.bestpeer.overlay.baton.Snapshot;
import org.bestpeer.overlay.epoch.Ledger;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MalformedMessageTest {
    private static final PeerContact SENDER =
            new PeerContact(new PeerId("acme-1"), new PeerAddress("acme.example", 7410));
    /** Parts that may be absent, as overlay.proto says. */
    private static final Set<String> OPTIONAL = Set.of(
            "bestpeer.overlay.Range.high",
            "bestpeer.overlay.Prepare.place",
            "bestpeer.overlay.Lookup.silent",
            "bestpeer.overlay.Unavailable.reason",
            "bestpeer.overlay.Found.next",
            "bestpeer.overlay.Snapshot.place",
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

    static Stream<Named<Consumer<OverlayProto.Envelope.Builder>>> faults() {
        return Stream.of(
                fault("a position beyond its level", e -> seated(e)
                        .getInfoBuilder()
                        .getRefBuilder()
                        .getPositionBuilder()
                        .setNumber(3)),
                fault("a position that is too deep", e -> seated(e)
                        .getInfoBuilder()
                        .getRefBuilder()
                        .getPositionBuilder()
                        .setLevel(61)),
                fault("a position above the root", e -> seated(e)
                        .getInfoBuilder()
                        .getRefBuilder()
                        .getPositionBuilder()
                        .setLevel(-1)),
                fault("a place with one ring neighbour only", e -> seated(e).clearAfter()),
                fault("a range that is upside down", e -> e.getStoredBuilder().setCovered(range("b", "a"))),
                fault("a range without its low end", e -> e.getStoredBuilder()
                        .setCovered(OverlayProto.Range.getDefaultInstance())),
                fault("a negative promise", e -> e.getRenewedBuilder().setPromiseNanos(-1)),
                fault("a negative number of entries", e -> hello(e).setEntries(-1)),
                fault(
                        "a negative number of hops",
                        e -> e.getFoundBuilder().setCovered(range("a", "b")).setHops(-1)),
                fault("an unknown wish", e -> hello(e).setWishValue(9)),
                fault("an unknown side", e -> e.getAskCutBuilder().setSideValue(9)),
                fault("a share over 1", e -> share(e, 1.01)),
                fault("a negative share", e -> share(e, -0.01)),
                fault("a share that is no number", e -> share(e, Double.NaN)),
                fault("a peer id that is none", e -> e.getSuspectBuilder().setPeer("UPPER")),
                fault("a port beyond all", e -> e.getSenderBuilder().setPort(65536)),
                fault("a message of the future", e -> e.clearMessage()
                        .setUnknownFields(UnknownFieldSet.newBuilder()
                                .addField(
                                        900,
                                        UnknownFieldSet.Field.newBuilder()
                                                .addLengthDelimited(ByteString.EMPTY)
                                                .build())
                                .build())));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void isRefused(Consumer<OverlayProto.Envelope.Builder> fault) {
        OverlayProto.Envelope.Builder envelope = OverlayProto.Envelope.newBuilder()
                .setNetwork("trade")
                .setSender(Encoding.contact(SENDER))
                .setPing(OverlayProto.Ping.newBuilder().setRequest(1));
        assertThat(MessageCodec.decode(envelope.build().toByteArray()).message())
                .isEqualTo(new BatonMessage.Ping(1));
        fault.accept(envelope);
        assertThatThrownBy(() -> MessageCodec.decode(envelope.build().toByteArray()))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void whatTheFaultsAreMadeOfIsFine() {
        for (Consumer<OverlayProto.Envelope.Builder> part : List.<Consumer<OverlayProto.Envelope.Builder>>of(
                MalformedMessageTest::seated,
                MalformedMessageTest::hello,
                e -> share(e, 1),
                e -> e.getStoredBuilder().setCovered(range("a", "b")),
                e -> e.getFoundBuilder().setCovered(range("a", "b")))) {
            OverlayProto.Envelope.Builder envelope =
                    OverlayProto.Envelope.newBuilder().setNetwork("trade").setSender(Encoding.contact(SENDER));
            part.accept(envelope);
            assertThat(MessageCodec.decode(envelope.build().toByteArray()).network())
                    .isEqualTo("trade");
        }
    }

    @Test
    void aChangeInAnUnknownStateIsRefused() {
        OverlayProto.Ledger.Builder ledger = OverlayProto.Ledger.newBuilder().setNetwork("trade");
        ledger.addIntentsBuilder().setEpoch(1).setStateValue(9);
        assertThatThrownBy(() -> LedgerCodec.decode(ledger.build().toByteArray()))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("state");
    }

    @Test
    void aMessageOverTheLimitIsRefused() {
        assertThatThrownBy(() -> MessageCodec.decode(new byte[MessageCodec.MAX_BYTES + 1]))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("limit");
    }

    @Test
    void theReasonQuotesLittleOfWhatWasReceived() {
        byte[] bytes = OverlayProto.Envelope.newBuilder()
                .setNetwork("trade")
                .setSender(OverlayProto.Contact.newBuilder().setId("X".repeat(100_000)))
                .build()
                .toByteArray();
        assertThatThrownBy(() -> MessageCodec.decode(bytes))
                .isInstanceOf(MalformedMessageException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }

    private static Named<Consumer<OverlayProto.Envelope.Builder>> fault(
            String name, Consumer<OverlayProto.Envelope.Builder> change) {
        return Named.of(name, change);
    }

    private static OverlayProto.Place.Builder seated(OverlayProto.Envelope.Builder envelope) {
        OverlayProto.NodeInfo.Builder info = OverlayProto.NodeInfo.newBuilder().setRange(range("a", "b"));
        info.getRefBuilder()
                .setContact(Encoding.contact(SENDER))
                .setPosition(OverlayProto.Position.newBuilder().setLevel(1).setNumber(2));
        return envelope.getSeatedBuilder()
                .getPlaceBuilder()
                .setInfo(info)
                .setBefore(info)
                .setAfter(info);
    }

    private static OverlayProto.Hello.Builder hello(OverlayProto.Envelope.Builder envelope) {
        return envelope.getHelloBuilder().setWish(OverlayProto.Hello.Wish.PLACE);
    }

    private static void share(OverlayProto.Envelope.Builder envelope, double share) {
        envelope.getAskCutBuilder().setSide(OverlayProto.AskCut.Side.LEFT).setShare(share);
    }

    private static OverlayProto.Range range(String low, String high) {
        return OverlayProto.Range.newBuilder()
                .setLow(ByteString.copyFromUtf8(low))
                .setHigh(ByteString.copyFromUtf8(high))
                .build();
    }
}
