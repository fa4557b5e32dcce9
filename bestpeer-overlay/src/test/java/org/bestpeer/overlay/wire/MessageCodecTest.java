package org.bestpeer.overlay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.BatonMessage;
import org.bestpeer.overlay.baton.Envelope;
import org.bestpeer.overlay.baton.Snapshot;
import org.bestpeer.overlay.baton.Task;
import org.bestpeer.overlay.epoch.Ledger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageCodecTest {
    private static final PeerContact SENDER =
            new PeerContact(new PeerId("acme-1"), new PeerAddress("acme.example", 7410));
    private static final int ROUNDS = 40;
    private static final int DAMAGES = 10;

    private final RandomValues values = new RandomValues(1);
    private final SplittableRandom random = new SplittableRandom(2);

    static Stream<Class<?>> messages() {
        return Arrays.stream(BatonMessage.class.getPermittedSubclasses()).filter(Class::isRecord);
    }

    static Stream<Class<?>> tasks() {
        return Arrays.stream(Task.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void everyMessageComesBackAsItWas(Class<? extends BatonMessage> kind) {
        for (int i = 0; i < ROUNDS; i++) {
            assertRoundTrip(envelope(kind), MessageCodec::encode, MessageCodec::decode);
        }
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void everyTaskComesBackAsItWas(Class<? extends Task> kind) {
        for (int i = 0; i < ROUNDS; i++) {
            BatonMessage message =
                    new BatonMessage.Forward(1, 2, SENDER, 3, Key.MIN, List.of(SENDER.id()), values.make(kind));
            assertRoundTrip(new Envelope("trade", SENDER, 4, 5, message), MessageCodec::encode, MessageCodec::decode);
        }
    }

    @Test
    void everyMessageHasACaseOfItsOwn() {
        Set<OverlayProto.Envelope.MessageCase> seen = new HashSet<>();
        messages().forEach(kind -> {
            Envelope envelope = envelope(kind.asSubclass(BatonMessage.class));
            OverlayProto.Envelope.Builder builder = OverlayProto.Envelope.newBuilder();
            envelope.message().dispatch(new MessageEncoder(builder));
            assertThat(seen.add(builder.getMessageCase())).as("%s", kind).isTrue();
        });
        assertThat(seen)
                .as("cases of the protocol that no message has")
                .hasSize(OverlayProto.Envelope.MessageCase.values().length - 1)
                .doesNotContain(OverlayProto.Envelope.MessageCase.MESSAGE_NOT_SET);
    }

    @Test
    void snapshotsComeBackAsTheyWere() {
        for (int i = 0; i < ROUNDS; i++) {
            assertRoundTrip(values.make(Snapshot.class), SnapshotCodec::encode, SnapshotCodec::decode);
        }
    }

    @Test
    void ledgersComeBackAsTheyWere() {
        for (int i = 0; i < ROUNDS; i++) {
            assertRoundTrip(values.make(Ledger.class), LedgerCodec::encode, LedgerCodec::decode);
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aDamagedMessageIsAnotherOneOrRefused(Class<? extends BatonMessage> kind) {
        for (int i = 0; i < ROUNDS; i++) {
            damage(MessageCodec.encode(envelope(kind)), MessageCodec::encode, MessageCodec::decode);
        }
    }

    @Test
    void aDamagedSnapshotIsAnotherOneOrRefused() {
        for (int i = 0; i < ROUNDS; i++) {
            damage(SnapshotCodec.encode(values.make(Snapshot.class)), SnapshotCodec::encode, SnapshotCodec::decode);
        }
    }

    @Test
    void aDamagedLedgerIsAnotherOneOrRefused() {
        for (int i = 0; i < ROUNDS; i++) {
            damage(LedgerCodec.encode(values.make(Ledger.class)), LedgerCodec::encode, LedgerCodec::decode);
        }
    }

    private Envelope envelope(Class<? extends BatonMessage> kind) {
        return new Envelope("trade", SENDER, 12, 3, values.make(kind));
    }

    private static <T> void assertRoundTrip(T value, Function<T, byte[]> encode, Function<byte[], T> decode) {
        assertThat(decode.apply(encode.apply(value))).isEqualTo(value);
    }

    /** Any exception but the one for malformed bytes fails the test. */
    private <T> void damage(byte[] bytes, Function<T, byte[]> encode, Function<byte[], T> decode) {
        for (int i = 0; i < DAMAGES; i++) {
            byte[] damaged = bytes.clone();
            for (int flips = random.nextInt(3); flips >= 0; flips--) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            for (byte[] received : List.of(damaged, cut)) {
                T value;
                try {
                    value = decode.apply(received);
                } catch (MalformedMessageException e) {
                    assertThat(e.getMessage()).isNotBlank();
                    continue;
                }
                assertRoundTrip(value, encode, decode);
            }
        }
    }
}
