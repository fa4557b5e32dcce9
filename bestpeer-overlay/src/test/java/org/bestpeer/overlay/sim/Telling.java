package org.bestpeer.overlay.sim;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.BatonMessage;
import org.bestpeer.overlay.baton.NodeInfo;
import org.bestpeer.overlay.baton.Place;
import org.bestpeer.overlay.baton.Source;
import org.bestpeer.overlay.baton.Versioned;
import org.bestpeer.overlay.tree.Position;
import org.jspecify.annotations.Nullable;

/** Messages in one line each: what matters of them, without numbers that only tell questions apart. */
final class Telling {
    private static final Set<String> LEFT_OUT = Set.of("request", "digest", "since", "prepared");

    private Telling() {}

    static String tell(BatonMessage message) {
        List<String> parts = new ArrayList<>();
        for (RecordComponent component : message.getClass().getRecordComponents()) {
            if (!LEFT_OUT.contains(component.getName())) {
                part(component.getName(), valueOf(message, component), parts);
            }
        }
        return message.getClass().getSimpleName() + parts.stream().collect(joining(", ", "(", ")"));
    }

    private static @Nullable Object valueOf(BatonMessage message, RecordComponent component) {
        try {
            return component.getAccessor().invoke(message);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void part(String name, @Nullable Object value, List<String> parts) {
        if (value == null) {
            parts.add("no " + name);
        } else if (value instanceof Boolean) {
            if (value.equals(true)) {
                parts.add(name);
            }
        } else if (value instanceof Number number) {
            if (number.doubleValue() != 0) {
                parts.add(name + " " + (value instanceof Double ? "%.2f".formatted(number.doubleValue()) : value));
            }
        } else if (value instanceof Collection<?> many && many.stream().anyMatch(Versioned.class::isInstance)) {
            parts.add(many.size() + " " + name);
        } else if (!List.of().equals(value)) {
            parts.add(name + " " + tell(value));
        }
    }

    static String tell(Object value) {
        if (value instanceof Collection<?> many) {
            return many.stream().map(Telling::tell).collect(joining(" "));
        } else if (value instanceof PeerId id) {
            return id.value();
        } else if (value instanceof PeerContact contact) {
            return contact.id().value();
        } else if (value instanceof Key key) {
            return key.length() == 0 ? "least" : key.toString();
        } else if (value instanceof KeyRange range) {
            return "[%s..%s)".formatted(range.low(), range.high() == null ? "" : range.high());
        } else if (value instanceof Position position) {
            return position.level() + "." + position.number();
        } else if (value instanceof NodeInfo info) {
            return "%s@%s%s"
                    .formatted(tell(info.ref().contact()), tell(info.ref().position()), tell(info.range()));
        } else if (value instanceof Place place) {
            return tell(place.info().ref().position()) + tell(place.info().range());
        } else if (value instanceof Source source) {
            return "%s of %s".formatted(tell(source.range()), source.from().isEmpty() ? "nobody" : tell(source.from()));
        }
        return value instanceof Enum<?> constant ? constant.name().toLowerCase(Locale.ROOT) : value.toString();
    }
}
