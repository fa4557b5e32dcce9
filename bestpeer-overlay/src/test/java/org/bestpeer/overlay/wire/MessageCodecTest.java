package org.bestpeer.overlay.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.BatonMessage;
import org.bestpeer.overlay.baton.Envelope;
import org.bestpeer.overlay.baton.NodeInfo;
import org.bestpeer.overlay.baton.Ref;
import org.bestpeer.overlay.baton.Snapshot;
import org.bestpeer.overlay.baton.Versioned;
import org.bestpeer.overlay.tree.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageCodecTest {
    private static final PeerContact SENDER =
            new PeerContact(new PeerId("acme-1"), new PeerAddress("acme.example", 7410));

    private final SplittableRandom random = new SplittableRandom(1);

    static Stream<Class<?>> messages() {
        return Arrays.stream(BatonMessage.class.getPermittedSubclasses());
    }

    static Stream<Class<?>> tasks() {
        return Arrays.stream(BatonMessage.Task.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void everyMessageComesBackAsItWas(Class<?> kind) throws ReflectiveOperationException {
        for (int i = 0; i < 40; i++) {
            assertRoundTrip((BatonMessage) make(kind));
        }
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void everyTaskComesBackAsItWas(Class<?> kind) throws ReflectiveOperationException {
        assertRoundTrip(new BatonMessage.Forward(
                1, 2, SENDER, 3, Key.MIN, List.of(SENDER.id()), (BatonMessage.Task) make(kind)));
    }

    private static void assertRoundTrip(BatonMessage message) {
        Envelope envelope = new Envelope("trade", SENDER, 12, 3, message);
        assertThat(MessageCodec.decode(MessageCodec.encode(envelope))).isEqualTo(envelope);
    }

    @Test
    void snapshotsComeBackAsTheyWere() throws ReflectiveOperationException {
        for (int i = 0; i < 100; i++) {
            Snapshot.Offer offer = i % 2 == 0 ? null : new Snapshot.Offer(4, SENDER);
            Snapshot.Place place = i % 5 == 0
                    ? null
                    : new Snapshot.Place(
                            position(),
                            (KeyRange) make(KeyRange.class),
                            List.of((NodeInfo) make(NodeInfo.class)),
                            List.of((Ref) make(Ref.class)),
                            offer);
            Snapshot snapshot =
                    new Snapshot("trade", 7, 2, place, List.of((Versioned) make(Versioned.class)), List.of((Versioned)
                            make(Versioned.class)));
            assertThat(SnapshotCodec.decode(SnapshotCodec.encode(snapshot))).isEqualTo(snapshot);
        }
    }

    @Test
    void whatIsNoMessageIsRefused() {
        byte[] bytes = MessageCodec.encode(new Envelope("trade", SENDER, 1, 1, new BatonMessage.ForwardAck(5)));
        for (int i = 0; i < 4_000; i++) {
            byte[] damaged = bytes.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            byte[] cut = Arrays.copyOf(damaged, random.nextInt(damaged.length + 1));
            try {
                assertThat(MessageCodec.decode(cut).message()).isNotNull();
            } catch (MalformedMessageException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
        assertThatThrownBy(() -> MessageCodec.decode(new byte[MessageCodec.MAX_BYTES + 1]))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("limit");
    }

    private Object make(Class<?> kind) throws ReflectiveOperationException {
        if (kind.equals(BatonMessage.Task.class)) {
            return new BatonMessage.Lookup((KeyRange) make(KeyRange.class));
        } else if (kind.equals(long.class)) {
            return random.nextLong();
        } else if (kind.equals(int.class)) {
            return random.nextInt(64);
        } else if (kind.equals(boolean.class)) {
            return random.nextBoolean();
        } else if (kind.equals(String.class)) {
            return "text " + random.nextInt(9);
        } else if (kind.equals(Duration.class)) {
            return Duration.ofNanos(random.nextLong(1, 1_000_000_000_000L));
        } else if (kind.equals(byte[].class)) {
            return bytes();
        } else if (kind.equals(Key.class)) {
            return Key.of(bytes());
        } else if (kind.equals(KeyRange.class)) {
            return random.nextInt(3) == 0 ? new KeyRange(Key.of(bytes()), null) : KeyRange.prefix(Key.of(bytes()));
        } else if (kind.equals(Position.class)) {
            return position();
        } else if (kind.equals(PeerId.class)) {
            return new PeerId("peer-" + random.nextInt(100));
        } else if (kind.equals(PeerContact.class)) {
            return new PeerContact(
                    new PeerId("peer-" + random.nextInt(100)), new PeerAddress("h", random.nextInt(65536)));
        }
        return makeRecord(kind);
    }

    private Object makeRecord(Class<?> kind) throws ReflectiveOperationException {
        RecordComponent[] components = kind.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            boolean nullable = components[i].getAnnotatedType().getAnnotations().length > 0;
            if (nullable && random.nextBoolean()) {
                values[i] = null;
            } else if (types[i].equals(List.class)) {
                Type element = ((ParameterizedType) components[i].getGenericType()).getActualTypeArguments()[0];
                values[i] = List.of(make((Class<?>) element), make((Class<?>) element));
            } else {
                values[i] = make(types[i]);
            }
        }
        Constructor<?> constructor = kind.getDeclaredConstructor(types);
        return constructor.newInstance(values);
    }

    private Position position() {
        int level = random.nextInt(20);
        return new Position(level, 1 + random.nextLong(1L << level));
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(1, 6)];
        random.nextBytes(bytes);
        bytes[0] = 1;
        return bytes;
    }
}
