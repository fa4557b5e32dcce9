package org.bestpeer.overlay.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.BatonMessage;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MalformedMessageTest {
    private static final PeerContact SENDER =
            new PeerContact(new PeerId("acme-1"), new PeerAddress("acme.example", 7410));

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
