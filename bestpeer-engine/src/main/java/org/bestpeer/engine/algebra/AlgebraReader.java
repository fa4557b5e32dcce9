package org.bestpeer.engine.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.bestpeer.engine.type.TypeKind;
import org.bestpeer.engine.wire.WireAggregate;
import org.bestpeer.engine.wire.WireAggregateCall;
import org.bestpeer.engine.wire.WireCall;
import org.bestpeer.engine.wire.WireField;
import org.bestpeer.engine.wire.WireFrameBound;
import org.bestpeer.engine.wire.WireJoin;
import org.bestpeer.engine.wire.WireKeyFilter;
import org.bestpeer.engine.wire.WireOperator;
import org.bestpeer.engine.wire.WireScalar;
import org.bestpeer.engine.wire.WireSort;
import org.bestpeer.engine.wire.WireSortKey;
import org.bestpeer.engine.wire.WireType;
import org.bestpeer.engine.wire.WireValues;
import org.bestpeer.engine.wire.WireWindow;
import org.bestpeer.engine.wire.WireWindowCall;
import org.bestpeer.engine.wire.WireWindowFrame;

/** From messages to a plan. Knows what it can read; whether the plan makes sense is {@link PlanValidator}'s. */
final class AlgebraReader {
    private static final int LONGEST_NAME = 256;

    private final PlanSize size = new PlanSize();

    static BestPeerException unreadable(String what) {
        return new BestPeerException(ErrorCode.INVALID_STATEMENT, "fragment cannot be read: " + what);
    }

    static BestPeerException unknown(String what, int number) {
        return new BestPeerException(
                ErrorCode.NOT_SUPPORTED,
                "fragment uses %s number %d, which this peer does not know".formatted(what, number));
    }

    Operator read(WireOperator wire) {
        size.enterOperator();
        Operator operator =
                switch (wire.getKindCase()) {
                    case SCAN ->
                        new Operator.Scan(
                                name(wire.getScan().getTable()),
                                fields(wire.getScan().getFieldsList()));
                    case VALUES -> values(wire.getValues());
                    case FILTER ->
                        new Operator.Filter(
                                read(wire.getFilter().getInput()),
                                read(wire.getFilter().getCondition()));
                    case PROJECT ->
                        new Operator.Project(
                                read(wire.getProject().getInput()),
                                readAll(wire.getProject().getExpressionsList()),
                                wire.getProject().getNamesList().stream()
                                        .map(AlgebraReader::name)
                                        .toList());
                    case AGGREGATE -> aggregate(wire.getAggregate());
                    case JOIN -> join(wire.getJoin());
                    case SORT -> sort(wire.getSort());
                    case WINDOW -> window(wire.getWindow());
                    case UNION ->
                        new Operator.Union(wire.getUnion().getInputsList().stream()
                                .map(this::read)
                                .toList());
                    case KEY_FILTER -> keyFilter(wire.getKeyFilter());
                    case ROWS ->
                        new Operator.Rows(
                                fields(wire.getRows().getFieldsList()),
                                wire.getRows().getBatchesList());
                    case SHUFFLED ->
                        new Operator.Shuffled(
                                wire.getShuffled().getExchange(),
                                fields(wire.getShuffled().getFieldsList()));
                    case KIND_NOT_SET ->
                        throw unreadable("an operator is missing, or of a kind that this peer does not know");
                };
        size.leaveOperator();
        return operator;
    }

    private Operator values(WireValues wire) {
        List<List<Scalar>> rows = new ArrayList<>();
        wire.getRowsList().forEach(row -> {
            size.addNodes(1);
            rows.add(readAll(row.getValuesList()));
        });
        return new Operator.Values(fields(wire.getFieldsList()), rows);
    }

    private Operator aggregate(WireAggregate wire) {
        size.addNodes(wire.getCallsCount() + wire.getGroupKeysCount());
        wire.getCallsList().forEach(call -> size.addNodes(call.getOrderCount()));
        return new Operator.Aggregate(
                read(wire.getInput()),
                wire.getGroupKeysList(),
                wire.getCallsList().stream().map(AlgebraReader::aggregateCall).toList());
    }

    private static AggregateCall aggregateCall(WireAggregateCall wire) {
        AggregateFunction function = WireNumbers.AGGREGATES
                .ours(wire.getFunction())
                .orElseThrow(() -> unknown("aggregate function", wire.getFunctionValue()));
        return new AggregateCall(
                function,
                wire.getDistinct(),
                wire.getArgumentsList(),
                wire.hasFilter() ? OptionalInt.of(wire.getFilter()) : OptionalInt.empty(),
                sortKeys(wire.getOrderList()),
                field(wire.getOutput()));
    }

    private Operator window(WireWindow wire) {
        size.addNodes(wire.getCallsCount() + wire.getPartitionKeysCount() + wire.getOrderCount());
        return new Operator.Window(
                read(wire.getInput()),
                wire.getPartitionKeysList(),
                sortKeys(wire.getOrderList()),
                wire.getCallsList().stream().map(this::windowCall).toList());
    }

    private WindowCall windowCall(WireWindowCall wire) {
        WindowFunction function = WireNumbers.WINDOWS
                .ours(wire.getFunction())
                .orElseThrow(() -> unknown("window function", wire.getFunctionValue()));
        size.addNodes(wire.getArgumentsCount());
        return new WindowCall(
                function,
                wire.getArgumentsList(),
                wire.getIgnoreNulls(),
                frame(wire.getFrame()),
                field(wire.getOutput()));
    }

    private WindowFrame frame(WireWindowFrame wire) {
        return new WindowFrame(
                WireNumbers.UNITS
                        .ours(wire.getUnit())
                        .orElseThrow(() -> unknown("unit of frames", wire.getUnitValue())),
                bound(wire.getStart()),
                bound(wire.getEnd()),
                WireNumbers.EXCLUSIONS
                        .ours(wire.getExclusion())
                        .orElseThrow(() -> unknown("exclusion from frames", wire.getExclusionValue())));
    }

    private WindowFrame.Bound bound(WireFrameBound wire) {
        return new WindowFrame.Bound(
                WireNumbers.EDGES.ours(wire.getEdge()).orElseThrow(() -> unknown("end of frames", wire.getEdgeValue())),
                wire.hasOffset() ? Optional.of(read(wire.getOffset())) : Optional.empty());
    }

    private static List<SortKey> sortKeys(List<WireSortKey> wires) {
        return wires.stream()
                .map(key -> new SortKey(key.getColumn(), key.getDescending(), key.getNullsFirst()))
                .toList();
    }

    private Operator join(WireJoin wire) {
        JoinKind kind =
                WireNumbers.JOINS.ours(wire.getKind()).orElseThrow(() -> unknown("kind of join", wire.getKindValue()));
        size.addNodes(wire.getKeysCount());
        return new Operator.Join(
                kind,
                read(wire.getLeft()),
                read(wire.getRight()),
                wire.getKeysList().stream()
                        .map(key -> new EquiKey(key.getLeft(), key.getRight()))
                        .toList(),
                wire.hasCondition() ? Optional.of(read(wire.getCondition())) : Optional.empty());
    }

    private Operator keyFilter(WireKeyFilter wire) {
        size.addNodes(wire.getColumnsCount());
        List<Field> fields = fields(wire.getFieldsList());
        KeySet keys =
                switch (wire.getKeysCase()) {
                    case EXACT -> new KeySet.Exact(fields, wire.getExact());
                    case BLOOM -> new KeySet.Bloom(fields, wire.getBloom());
                    case KEYS_NOT_SET ->
                        throw unreadable("a filter has no keys, or of a kind that this peer does not know");
                };
        return new Operator.KeyFilter(read(wire.getInput()), wire.getColumnsList(), keys);
    }

    private Operator sort(WireSort wire) {
        size.addNodes(wire.getKeysCount());
        return new Operator.Sort(
                read(wire.getInput()),
                sortKeys(wire.getKeysList()),
                wire.hasOffset() ? Optional.of(read(wire.getOffset())) : Optional.empty(),
                wire.hasLimit() ? Optional.of(read(wire.getLimit())) : Optional.empty());
    }

    private List<Scalar> readAll(List<WireScalar> wires) {
        return wires.stream().map(this::read).toList();
    }

    private Scalar read(WireScalar wire) {
        size.enterScalar();
        Scalar scalar =
                switch (wire.getKindCase()) {
                    case COLUMN -> {
                        size.addNodes(1);
                        yield new Scalar.ColumnRef(
                                wire.getColumn().getIndex(),
                                type(wire.getColumn().getType()));
                    }
                    case LITERAL -> {
                        size.addLiteral();
                        DataType type = type(wire.getLiteral().getType());
                        yield new Scalar.Literal(LiteralReader.value(wire.getLiteral(), type), type);
                    }
                    case CALL -> call(wire.getCall());
                    case KIND_NOT_SET ->
                        throw unreadable("an expression is missing, or of a kind that this peer does not know");
                };
        size.leaveScalar();
        return scalar;
    }

    private Scalar call(WireCall wire) {
        size.addNodes(1);
        ScalarFunction function = WireNumbers.FUNCTIONS
                .ours(wire.getFunction())
                .orElseThrow(() -> unknown("function", wire.getFunctionValue()));
        return new Scalar.Call(function, readAll(wire.getArgumentsList()), type(wire.getType()));
    }

    private List<Field> fields(List<WireField> wires) {
        size.addNodes(wires.size());
        return wires.stream().map(AlgebraReader::field).toList();
    }

    private static Field field(WireField wire) {
        return new Field(name(wire.getName()), type(wire.getType()));
    }

    private static String name(String name) {
        if (name.length() > LONGEST_NAME) {
            throw unreadable("a name is longer than %d characters".formatted(LONGEST_NAME));
        }
        return name;
    }

    static DataType type(WireType wire) {
        TypeKind kind = WireNumbers.TYPES.ours(wire.getKind()).orElseThrow(() -> unknown("type", wire.getKindValue()));
        int precision = wire.getPrecision();
        int scale = wire.getScale();
        boolean valid =
                switch (kind) {
                    case DECIMAL ->
                        precision >= 1
                                && precision <= DataType.MAX_DECIMAL_PRECISION
                                && scale >= 0
                                && scale <= precision;
                    case VARCHAR, VARBINARY -> precision >= 0 && scale == 0;
                    case TIME, TIMESTAMP ->
                        precision >= 0 && precision <= DataType.MAX_FRACTIONAL_SECOND_DIGITS && scale == 0;
                    default -> precision == 0 && scale == 0;
                };
        if (!valid) {
            throw unreadable("there is no type %s(%d, %d)".formatted(kind, precision, scale));
        }
        return new DataType(kind, precision, scale);
    }
}
