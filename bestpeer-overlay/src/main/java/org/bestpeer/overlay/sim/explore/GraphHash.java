package org.bestpeer.overlay.sim.explore;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.bestpeer.overlay.sim.world.EventHash;
import org.jspecify.annotations.Nullable;

/**
 * Tells apart whatever may behave differently: all that can be reached from an object, with what waits in timers and
 * callbacks. Moments count from now, so that the same state at another time is the same. The order in which maps and sets
 * were filled does not count.
 *
 * <p>For one thread and one virtual machine.
 */
public final class GraphHash {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** A number that is so near to now is a moment. */
    private static final long NEAR = LocalEnvironment.LIFETIME / 2;

    private final Set<Class<?>> passedOver;
    private final Map<Class<?>, Layout> layouts = new HashMap<>();
    private final IdentityHashMap<Object, Integer> visited = new IdentityHashMap<>();
    private long now;
    private long hash;

    /**
     * Makes a hash.
     *
     * @param passedOver classes of objects that never change, or do not matter
     */
    public GraphHash(Set<Class<?>> passedOver) {
        this.passedOver = Set.copyOf(passedOver);
    }

    /** Of a value without moments in it. */
    public long of(Object value) {
        return of(value, Long.MIN_VALUE / 2);
    }

    /** Of an object at a moment. */
    public long of(Object root, long moment) {
        visited.clear();
        now = moment;
        hash = GOLDEN;
        visit(root);
        return hash;
    }

    private void add(long number) {
        hash = EventHash.mix((hash + GOLDEN) ^ number);
    }

    private void addNumber(long number) {
        long distance = number - now;
        boolean isMoment = distance > -NEAR && distance < NEAR;
        add(isMoment ? distance : number);
        add(isMoment ? 1 : 0);
    }

    private void visit(@Nullable Object object) {
        if (object == null) {
            add(0);
        } else if (object instanceof Long number) {
            addNumber(number);
        } else if (isPlain(object)) {
            add(object.hashCode());
        } else if (object instanceof Class<?> type) {
            add(EventHash.of(type.getName()));
        } else if (object instanceof Enum<?> constant) {
            add(EventHash.of(constant.name()));
        } else if (object instanceof byte[] bytes) {
            add(Arrays.hashCode(bytes));
        } else if (object instanceof Optional<?> optional) {
            visit(optional.orElse(null));
        } else if (object instanceof Map<?, ?> map) {
            visitMap(map);
        } else if (object instanceof Set<?> set) {
            add(set.size());
            ordered(set).forEach(this::visit);
        } else if (object instanceof Collection<?> collection) {
            add(collection.size());
            collection.forEach(this::visit);
        } else {
            visitFields(object);
        }
    }

    private static boolean isPlain(Object object) {
        return object instanceof String
                || object instanceof Number
                || object instanceof Boolean
                || object instanceof Duration;
    }

    private void visitMap(Map<?, ?> map) {
        add(map.size());
        for (Object key : ordered(map.keySet())) {
            visit(key);
            visit(map.get(key));
        }
    }

    private static List<Object> ordered(Set<?> set) {
        List<Object> ordered = new ArrayList<>(set);
        ordered.sort(Comparator.comparingInt(Objects::hashCode));
        return ordered;
    }

    private void visitFields(Object object) {
        Layout layout = layouts.computeIfAbsent(object.getClass(), this::layout);
        add(layout.name);
        if (!layout.isRecord) {
            Integer known = visited.putIfAbsent(object, visited.size());
            if (known != null) {
                add(known);
                return;
            }
        }
        try {
            for (Field field : layout.fields) {
                visit(field.get(object));
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a field cannot be read", e);
        }
    }

    private Layout layout(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        boolean opaque = passedOver.contains(type) || RandomGenerator.class.isAssignableFrom(type);
        for (Class<?> part = opaque ? Object.class : type; part != Object.class; part = part.getSuperclass()) {
            for (Field field : part.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !LocalEnvironment.isOutside(field)) {
                    field.setAccessible(true);
                    fields.add(field);
                }
            }
        }
        return new Layout(EventHash.of(type.getName()), type.isRecord(), List.copyOf(fields));
    }

    private record Layout(long name, boolean isRecord, List<Field> fields) {}
}
