package org.bestpeer.engine.algebra;

import com.google.protobuf.ByteString;
import java.math.BigDecimal;
import java.util.List;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.bestpeer.engine.wire.WireAggregate;
import org.bestpeer.engine.wire.WireAggregateCall;
import org.bestpeer.engine.wire.WireCall;
import org.bestpeer.engine.wire.WireColumn;
import org.bestpeer.engine.wire.WireEquiKey;
import org.bestpeer.engine.wire.WireField;
import org.bestpeer.engine.wire.WireFilter;
import org.bestpeer.engine.wire.WireFrameBound;
import org.bestpeer.engine.wire.WireJoin;
import org.bestpeer.engine.wire.WireKeyFilter;
import org.bestpeer.engine.wire.WireLiteral;
import org.bestpeer.engine.wire.WireOperator;
import org.bestpeer.engine.wire.WireProject;
import org.bestpeer.engine.wire.WireRow;
import org.bestpeer.engine.wire.WireRows;
import org.bestpeer.engine.wire.WireScalar;
import org.bestpeer.engine.wire.WireScan;
import org.bestpeer.engine.wire.WireShuffled;
import org.bestpeer.engine.wire.WireSort;
import org.bestpeer.engine.wire.WireSortKey;
import org.bestpeer.engine.wire.WireType;
import org.bestpeer.engine.wire.WireUnion;
import org.bestpeer.engine.wire.WireValues;
import org.bestpeer.engine.wire.WireWindow;
import org.bestpeer.engine.wire.WireWindowCall;
import org.bestpeer.engine.wire.WireWindowFrame;
import org.jspecify.annotations.Nullable;

/** From a plan to its messages. */
final class AlgebraWriter implements Operator.Handler<WireOperator>, Scalar.Handler<WireScalar> {
    private final PlanSize size = new PlanSize();

    WireOperator write(Operator operator) {
        size.enterOperator();
        WireOperator wire = operator.dispatch(this);
        size.leaveOperator();
        return wire;
    }

    private WireScalar write(Scalar scalar) {
        size.enterScalar();
        WireScalar wire = scalar.dispatch(this);
        size.leaveScalar();
        return wire;
    }

    private List<WireScalar> writeAll(List<Scalar> scalars) {
        return scalars.stream().map(this::write).toList();
    }

    private List<WireField> fields(List<Field> fields) {
        size.addNodes(fields.size());
        return fields.stream().map(AlgebraWriter::field).toList();
    }

    private static WireField field(Field field) {
        return WireField.newBuilder()
                .setName(field.name())
                .setType(type(field.type()))
                .build();
    }

    static WireType type(DataType type) {
        return WireType.newBuilder()
                .setKind(WireNumbers.TYPES.wire(type.kind()))
                .setPrecision(type.precision())
                .setScale(type.scale())
                .build();
    }

    @Override
    public WireOperator onScan(Operator.Scan scan) {
        return WireOperator.newBuilder()
                .setScan(WireScan.newBuilder().setTable(scan.table()).addAllFields(fields(scan.fields())))
                .build();
    }

    @Override
    public WireOperator onValues(Operator.Values values) {
        WireValues.Builder wire = WireValues.newBuilder().addAllFields(fields(values.fields()));
        values.rows().forEach(row -> wire.addRows(WireRow.newBuilder().addAllValues(writeAll(row))));
        return WireOperator.newBuilder().setValues(wire).build();
    }

    @Override
    public WireOperator onReceive(Operator.Receive receive) {
        throw new BestPeerException(
                ErrorCode.NOT_SUPPORTED,
                "fragment receives rows of exchange %d; fragments read tables only".formatted(receive.exchange()));
    }

    @Override
    public WireOperator onFilter(Operator.Filter filter) {
        return WireOperator.newBuilder()
                .setFilter(
                        WireFilter.newBuilder().setInput(write(filter.input())).setCondition(write(filter.condition())))
                .build();
    }

    @Override
    public WireOperator onProject(Operator.Project project) {
        return WireOperator.newBuilder()
                .setProject(WireProject.newBuilder()
                        .setInput(write(project.input()))
                        .addAllExpressions(writeAll(project.expressions()))
                        .addAllNames(project.names()))
                .build();
    }

    @Override
    public WireOperator onAggregate(Operator.Aggregate aggregate) {
        size.addNodes(aggregate.calls().size());
        return WireOperator.newBuilder()
                .setAggregate(WireAggregate.newBuilder()
                        .setInput(write(aggregate.input()))
                        .addAllGroupKeys(aggregate.groupKeys())
                        .addAllCalls(aggregate.calls().stream()
                                .map(AlgebraWriter::aggregateCall)
                                .toList()))
                .build();
    }

    @Override
    public WireOperator onWindow(Operator.Window window) {
        size.addNodes(window.calls().size()
                + window.partitionKeys().size()
                + window.order().size());
        return WireOperator.newBuilder()
                .setWindow(WireWindow.newBuilder()
                        .setInput(write(window.input()))
                        .addAllPartitionKeys(window.partitionKeys())
                        .addAllOrder(sortKeys(window.order()))
                        .addAllCalls(
                                window.calls().stream().map(this::windowCall).toList()))
                .build();
    }

    private WireWindowCall windowCall(WindowCall call) {
        size.addNodes(call.arguments().size());
        WindowFrame frame = call.frame();
        return WireWindowCall.newBuilder()
                .setFunction(WireNumbers.WINDOWS.wire(call.function()))
                .addAllArguments(call.arguments())
                .setIgnoreNulls(call.ignoreNulls())
                .setFrame(WireWindowFrame.newBuilder()
                        .setUnit(WireNumbers.UNITS.wire(frame.unit()))
                        .setStart(bound(frame.start()))
                        .setEnd(bound(frame.end()))
                        .setExclusion(WireNumbers.EXCLUSIONS.wire(frame.exclusion())))
                .setOutput(field(call.output()))
                .build();
    }

    private WireFrameBound bound(WindowFrame.Bound bound) {
        WireFrameBound.Builder wire = WireFrameBound.newBuilder().setEdge(WireNumbers.EDGES.wire(bound.edge()));
        bound.offset().ifPresent(offset -> wire.setOffset(write(offset)));
        return wire.build();
    }

    @Override
    public WireOperator onApply(Operator.Apply apply) {
        throw new BestPeerException(
                ErrorCode.NOT_SUPPORTED, "fragment runs a plan for each row; only the coordinator does");
    }

    private static List<WireSortKey> sortKeys(List<SortKey> keys) {
        return keys.stream()
                .map(key -> WireSortKey.newBuilder()
                        .setColumn(key.column())
                        .setDescending(key.descending())
                        .setNullsFirst(key.nullsFirst())
                        .build())
                .toList();
    }

    private static WireAggregateCall aggregateCall(AggregateCall call) {
        WireAggregateCall.Builder wire = WireAggregateCall.newBuilder()
                .setFunction(WireNumbers.AGGREGATES.wire(call.function()))
                .setDistinct(call.distinct())
                .addAllArguments(call.arguments())
                .addAllOrder(sortKeys(call.order()))
                .setOutput(field(call.output()));
        call.filter().ifPresent(wire::setFilter);
        return wire.build();
    }

    @Override
    public WireOperator onJoin(Operator.Join join) {
        WireJoin.Builder wire = WireJoin.newBuilder()
                .setKind(WireNumbers.JOINS.wire(join.kind()))
                .setLeft(write(join.left()))
                .setRight(write(join.right()));
        join.keys()
                .forEach(key -> wire.addKeys(
                        WireEquiKey.newBuilder().setLeft(key.left()).setRight(key.right())));
        join.condition().ifPresent(condition -> wire.setCondition(write(condition)));
        return WireOperator.newBuilder().setJoin(wire).build();
    }

    @Override
    public WireOperator onSort(Operator.Sort sort) {
        WireSort.Builder wire = WireSort.newBuilder().setInput(write(sort.input()));
        wire.addAllKeys(sortKeys(sort.keys()));
        sort.offset().ifPresent(offset -> wire.setOffset(write(offset)));
        sort.limit().ifPresent(limit -> wire.setLimit(write(limit)));
        return WireOperator.newBuilder().setSort(wire).build();
    }

    @Override
    public WireOperator onUnion(Operator.Union union) {
        return WireOperator.newBuilder()
                .setUnion(WireUnion.newBuilder()
                        .addAllInputs(union.inputs().stream().map(this::write).toList()))
                .build();
    }

    @Override
    public WireOperator onKeyFilter(Operator.KeyFilter filter) {
        size.addNodes(filter.columns().size());
        WireKeyFilter.Builder wire =
                WireKeyFilter.newBuilder().setInput(write(filter.input())).addAllColumns(filter.columns());
        if (filter.keys() instanceof KeySet.Exact exact) {
            wire.addAllFields(fields(exact.fields())).setExact(exact.batch());
        } else if (filter.keys() instanceof KeySet.Bloom bloom) {
            wire.addAllFields(fields(bloom.fields())).setBloom(bloom.bits());
        } else {
            throw new BestPeerException(ErrorCode.NOT_SUPPORTED, "fragment waits for keys that are not known yet");
        }
        return WireOperator.newBuilder().setKeyFilter(wire).build();
    }

    @Override
    public WireOperator onRows(Operator.Rows rows) {
        return WireOperator.newBuilder()
                .setRows(WireRows.newBuilder()
                        .addAllFields(fields(rows.fields()))
                        .addAllBatches(rows.batches()))
                .build();
    }

    @Override
    public WireOperator onShuffled(Operator.Shuffled shuffled) {
        return WireOperator.newBuilder()
                .setShuffled(WireShuffled.newBuilder()
                        .setExchange(shuffled.exchange())
                        .addAllFields(fields(shuffled.fields())))
                .build();
    }

    @Override
    public WireScalar onColumn(Scalar.ColumnRef column) {
        size.addNodes(1);
        return WireScalar.newBuilder()
                .setColumn(WireColumn.newBuilder().setIndex(column.index()).setType(type(column.type())))
                .build();
    }

    @Override
    public WireScalar onLiteral(Scalar.Literal literal) {
        size.addLiteral();
        WireLiteral.Builder wire = WireLiteral.newBuilder().setType(type(literal.type()));
        setValue(wire, literal.value());
        return WireScalar.newBuilder().setLiteral(wire).build();
    }

    private static void setValue(WireLiteral.Builder wire, @Nullable Object value) {
        if (value instanceof Boolean bit) {
            wire.setBooleanValue(bit);
        } else if (value instanceof Integer || value instanceof Long) {
            wire.setIntegerValue(((Number) value).longValue());
        } else if (value instanceof Double number) {
            wire.setDoubleValue(number);
        } else if (value instanceof String text) {
            wire.setTextValue(text);
        } else if (value instanceof byte[] binary) {
            wire.setBytesValue(ByteString.copyFrom(binary));
        } else if (value instanceof BigDecimal number) {
            BigDecimal scaled = number.setScale(wire.getType().getScale());
            wire.setUnscaledValue(ByteString.copyFrom(scaled.unscaledValue().toByteArray()));
        } else if (value != null) {
            throw new IllegalArgumentException("a literal of " + value.getClass());
        }
    }

    @Override
    public WireScalar onParameter(Scalar.Parameter parameter) {
        throw new BestPeerException(
                ErrorCode.INVALID_PARAMETER,
                "parameter %d has no value; fragments carry constants only".formatted(parameter.index() + 1));
    }

    @Override
    public WireScalar onCall(Scalar.Call call) {
        size.addNodes(1);
        return WireScalar.newBuilder()
                .setCall(WireCall.newBuilder()
                        .setFunction(WireNumbers.FUNCTIONS.wire(call.function()))
                        .addAllArguments(writeAll(call.arguments()))
                        .setType(type(call.type())))
                .build();
    }
}
