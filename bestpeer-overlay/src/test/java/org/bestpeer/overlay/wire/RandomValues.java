package org.bestpeer.overlay.wire;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.NodeInfo;
import org.bestpeer.overlay.baton.Place;
import org.bestpeer.overlay.tree.Position;
import org.bestpeer.overlay.tree.Seat;

/** Makes values of records by their components, so that a new record or component needs no word here. */
final class RandomValues {
    private final SplittableRandom random;

    RandomValues(long seed) {
        random = new SplittableRandom(seed);
    }

    <T> T make(Class<T> kind) {
        return kind.cast(any(kind));
    }

    private Object any(Class<?> kind) {
        if (kind.equals(Key.class)) {
            return Key.of(bytes());
        } else if (kind.equals(KeyRange.class)) {
            return range();
        } else if (kind.equals(Position.class)) {
            int level = random.nextInt(61);
            return new Position(level, 1 + random.nextLong(1L << level));
        } else if (kind.equals(PeerId.class)) {
            return new PeerId("peer-" + random.nextInt(100));
        } else if (kind.equals(PeerAddress.class)) {
            return new PeerAddress("host-" + random.nextInt(9), random.nextInt(65536));
        } else if (kind.equals(Place.class)) {
            return place();
        } else if (kind.equals(Seat.class)) {
            return random.nextInt(4) == 0
                    ? Seat.left(make(PeerId.class))
                    : new Seat(make(PeerId.class), make(Position.class), range());
        } else if (kind.isSealed()) {
            return any(oneOf(kind.getPermittedSubclasses()));
        } else if (kind.isEnum()) {
            return oneOf(kind.getEnumConstants());
        }
        return kind.isRecord() ? makeRecord(kind) : makeScalar(kind);
    }

    private Object makeScalar(Class<?> kind) {
        if (kind.equals(long.class)) {
            return random.nextLong();
        } else if (kind.equals(int.class)) {
            return random.nextInt(Integer.MAX_VALUE);
        } else if (kind.equals(double.class)) {
            return random.nextDouble();
        } else if (kind.equals(boolean.class)) {
            return random.nextBoolean();
        } else if (kind.equals(String.class)) {
            return "text ä " + random.nextInt(9);
        } else if (kind.equals(Duration.class)) {
            return Duration.ofNanos(random.nextLong(Long.MAX_VALUE));
        } else if (kind.equals(byte[].class)) {
            return bytes();
        }
        throw new AssertionError("no values of this kind are made yet: " + kind);
    }

    private Object makeRecord(Class<?> kind) {
        RecordComponent[] components = kind.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(components).map(this::component).toArray();
        try {
            return kind.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("cannot make a " + kind, e);
        }
    }

    private Object component(RecordComponent component) {
        // The only annotation of a component's type is that it may be null.
        if (component.getAnnotatedType().getAnnotations().length > 0 && random.nextInt(3) == 0) {
            return null;
        } else if (!component.getType().equals(List.class)) {
            return any(component.getType());
        }
        Type element = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
        List<Object> values = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            values.add(any((Class<?>) element));
        }
        return values;
    }

    private Place place() {
        boolean alone = random.nextInt(4) == 0;
        return new Place(
                random.nextLong(),
                make(NodeInfo.class),
                alone ? null : make(NodeInfo.class),
                alone ? null : make(NodeInfo.class),
                List.of(make(NodeInfo.class), make(NodeInfo.class)));
    }

    private KeyRange range() {
        Key one = Key.of(bytes());
        Key other = Key.of(bytes());
        if (random.nextInt(4) == 0) {
            return new KeyRange(one, null);
        }
        return one.compareTo(other) <= 0 ? new KeyRange(one, other) : new KeyRange(other, one);
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(6)];
        random.nextBytes(bytes);
        return bytes;
    }

    private <T> T oneOf(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
