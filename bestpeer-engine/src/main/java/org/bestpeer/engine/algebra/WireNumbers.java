package org.bestpeer.engine.algebra;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bestpeer.engine.type.TypeKind;
import org.bestpeer.engine.wire.WireAggregateFunction;
import org.bestpeer.engine.wire.WireFrameEdge;
import org.bestpeer.engine.wire.WireFrameExclusion;
import org.bestpeer.engine.wire.WireFrameUnit;
import org.bestpeer.engine.wire.WireFunction;
import org.bestpeer.engine.wire.WireJoinKind;
import org.bestpeer.engine.wire.WireTypeKind;
import org.bestpeer.engine.wire.WireWindowFunction;

/**
 * What of ours has which number on the wire. The numbers stand in {@code fragment.proto}, under the same names with a
 * prefix; so they do not move when something is added here.
 */
final class WireNumbers {
    static final Pairs<ScalarFunction, WireFunction> FUNCTIONS =
            Pairs.of(ScalarFunction.values(), f -> WireFunction.valueOf("FUNCTION_" + f.name()));
    static final Pairs<AggregateFunction, WireAggregateFunction> AGGREGATES =
            Pairs.of(AggregateFunction.values(), f -> WireAggregateFunction.valueOf("AGGREGATE_" + f.name()));
    static final Pairs<JoinKind, WireJoinKind> JOINS =
            Pairs.of(JoinKind.values(), k -> WireJoinKind.valueOf("JOIN_KIND_" + k.name()));
    static final Pairs<TypeKind, WireTypeKind> TYPES =
            Pairs.of(TypeKind.values(), k -> WireTypeKind.valueOf("TYPE_KIND_" + k.name()));
    static final Pairs<WindowFunction, WireWindowFunction> WINDOWS =
            Pairs.of(WindowFunction.values(), f -> WireWindowFunction.valueOf("WINDOW_" + f.name()));
    static final Pairs<WindowFrame.Unit, WireFrameUnit> UNITS =
            Pairs.of(WindowFrame.Unit.values(), u -> WireFrameUnit.valueOf("FRAME_UNIT_" + u.name()));
    static final Pairs<WindowFrame.Edge, WireFrameEdge> EDGES =
            Pairs.of(WindowFrame.Edge.values(), e -> WireFrameEdge.valueOf("FRAME_EDGE_" + e.name()));
    static final Pairs<WindowFrame.Exclusion, WireFrameExclusion> EXCLUSIONS =
            Pairs.of(WindowFrame.Exclusion.values(), e -> WireFrameExclusion.valueOf("FRAME_EXCLUSION_" + e.name()));

    private WireNumbers() {}

    /** Both directions of a one-to-one map. */
    record Pairs<A extends Enum<A>, W extends Enum<W>>(Map<A, W> toWire, Map<W, A> fromWire) {
        static <A extends Enum<A>, W extends Enum<W>> Pairs<A, W> of(A[] ours, Function<A, W> wire) {
            Map<A, W> toWire = Stream.of(ours).collect(Collectors.toMap(Function.identity(), wire));
            Map<W, A> fromWire = Stream.of(ours).collect(Collectors.toMap(wire, Function.identity()));
            return new Pairs<>(new EnumMap<>(toWire), new EnumMap<>(fromWire));
        }

        W wire(A ours) {
            W wire = toWire.get(ours);
            if (wire == null) {
                throw new IllegalStateException(ours + " has no number on the wire");
            }
            return wire;
        }

        /** Empty for what this version does not know. */
        Optional<A> ours(W wire) {
            return Optional.ofNullable(fromWire.get(wire));
        }
    }
}
