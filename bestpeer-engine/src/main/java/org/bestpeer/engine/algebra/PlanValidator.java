package org.bestpeer.engine.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.bestpeer.engine.type.TypeKind;

/**
 * Checks that a plan means something: every column exists and has the type that is said, every function gets what it
 * takes, and nothing is in it that a fragment must not have. The owner runs it on whatever others send, so nothing after
 * it needs to distrust a plan.
 */
public final class PlanValidator implements Operator.Handler<Boolean> {
    private PlanValidator() {}

    /** @throws BestPeerException naming what is wrong with the fragment */
    public static void requireFragment(Operator plan) {
        plan.dispatch(new PlanValidator());
    }

    private static BestPeerException wrong(String what) {
        return new BestPeerException(ErrorCode.INVALID_STATEMENT, "fragment makes no sense: " + what);
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw wrong(what);
        }
    }

    /** Most plans are good, and each owner checks each: only what is wrong is put into words. */
    private static void require(boolean holds, Supplier<String> what) {
        if (!holds) {
            throw wrong(what.get());
        }
    }

    private static DataType column(List<DataType> columns, int index) {
        require(index >= 0 && index < columns.size(), () -> "column %d of an input of %d columns"
                .formatted(index, columns.size()));
        return columns.get(index);
    }

    private static List<DataType> types(List<Field> fields) {
        return fields.stream().map(Field::type).toList();
    }

    private static void check(Scalar scalar, List<DataType> columns) {
        scalar.dispatch(new ScalarCheck(columns));
    }

    private static void checkCondition(Scalar condition, List<DataType> columns) {
        check(condition, columns);
        require(condition.type().kind() == TypeKind.BOOLEAN, () -> "a condition of type " + condition.type());
    }

    private record ScalarCheck(List<DataType> columns) implements Scalar.Handler<Boolean> {
        @Override
        public Boolean onColumn(Scalar.ColumnRef ref) {
            DataType actual = column(columns, ref.index());
            boolean same = actual.kind() == ref.type().kind()
                    && (actual.kind() != TypeKind.DECIMAL || actual.equals(ref.type()));
            require(same, () -> "column %d is %s and not %s".formatted(ref.index(), actual, ref.type()));
            return true;
        }

        @Override
        public Boolean onLiteral(Scalar.Literal literal) {
            return true;
        }

        @Override
        public Boolean onParameter(Scalar.Parameter parameter) {
            throw wrong("parameter %d has no value".formatted(parameter.index() + 1));
        }

        @Override
        public Boolean onCall(Scalar.Call call) {
            call.arguments().forEach(argument -> argument.dispatch(this));
            FunctionRules.check(call);
            return true;
        }
    }

    @Override
    public Boolean onScan(Operator.Scan scan) {
        require(!scan.table().isEmpty() && !scan.fields().isEmpty(), "a scan of no table or no column");
        return true;
    }

    @Override
    public Boolean onValues(Operator.Values values) {
        List<DataType> types = types(values.fields());
        for (List<Scalar> row : values.rows()) {
            require(row.size() == types.size(), "a row of another width than its fields");
            for (int i = 0; i < row.size(); i++) {
                check(row.get(i), List.of());
                require(
                        CastRules.assignable(row.get(i).type(), types.get(i)),
                        "a value of another type than its field");
            }
        }
        return true;
    }

    @Override
    public Boolean onReceive(Operator.Receive receive) {
        throw wrong("it receives rows of exchange %d".formatted(receive.exchange()));
    }

    @Override
    public Boolean onShuffled(Operator.Shuffled shuffled) {
        require(!shuffled.fields().isEmpty(), "repartitioned rows of no column");
        return true;
    }

    @Override
    public Boolean onFilter(Operator.Filter filter) {
        filter.input().dispatch(this);
        checkCondition(filter.condition(), types(filter.fields()));
        return true;
    }

    @Override
    public Boolean onProject(Operator.Project project) {
        project.input().dispatch(this);
        require(project.names().size() == project.expressions().size(), "a projection with other names than columns");
        List<DataType> columns = types(project.input().fields());
        project.expressions().forEach(expression -> check(expression, columns));
        return true;
    }

    @Override
    public Boolean onAggregate(Operator.Aggregate aggregate) {
        aggregate.input().dispatch(this);
        List<DataType> columns = types(aggregate.input().fields());
        aggregate.groupKeys().forEach(key -> column(columns, key));
        for (AggregateCall call : aggregate.calls()) {
            List<DataType> arguments = call.arguments().stream()
                    .map(index -> column(columns, index))
                    .toList();
            call.order().forEach(key -> column(columns, key.column()));
            require(
                    takes(call.function(), arguments, call.output().type()),
                    () -> "aggregate function %s does not take %s to %s"
                            .formatted(call.function(), arguments, call.output().type()));
            call.filter()
                    .ifPresent(filter -> require(
                            column(columns, filter).kind() == TypeKind.BOOLEAN, "an aggregate filter is not BOOLEAN"));
        }
        return true;
    }

    static boolean takes(AggregateFunction function, List<DataType> arguments, DataType output) {
        if (function == AggregateFunction.COUNT) {
            return output.isNumeric();
        }
        if (function == AggregateFunction.LISTAGG) {
            return arguments.size() == 2
                    && arguments.stream().allMatch(type -> type.kind() == TypeKind.VARCHAR)
                    && output.kind() == TypeKind.VARCHAR;
        }
        if (arguments.size() != 1) {
            return false;
        }
        DataType argument = arguments.get(0);
        return switch (function) {
            case SUM, SUM0, AVG, STDDEV_POP, STDDEV_SAMP, VAR_POP, VAR_SAMP ->
                argument.isNumeric() && output.isNumeric();
            default -> CastRules.comparable(argument, output);
        };
    }

    @Override
    public Boolean onJoin(Operator.Join join) {
        join.inputs().forEach(input -> input.dispatch(this));
        List<DataType> left = types(join.left().fields());
        List<DataType> right = types(join.right().fields());
        for (EquiKey key : join.keys()) {
            require(
                    CastRules.comparable(column(left, key.left()), column(right, key.right())),
                    "a join compares different types");
        }
        join.condition().ifPresent(condition -> {
            List<DataType> both = new ArrayList<>(left);
            both.addAll(right);
            checkCondition(condition, both);
        });
        return true;
    }

    @Override
    public Boolean onKeyFilter(Operator.KeyFilter filter) {
        filter.input().dispatch(this);
        List<DataType> columns = types(filter.fields());
        List<DataType> keys = types(keyFields(filter.keys()));
        require(!keys.isEmpty() && keys.size() == filter.columns().size(), "keys of another width than their columns");
        for (int i = 0; i < keys.size(); i++) {
            require(
                    CastRules.comparable(column(columns, filter.columns().get(i)), keys.get(i)),
                    "keys of another type than their columns");
        }
        return true;
    }

    private static List<Field> keyFields(KeySet keys) {
        if (keys instanceof KeySet.Exact exact) {
            return exact.fields();
        }
        if (keys instanceof KeySet.Bloom bloom) {
            return bloom.fields();
        }
        throw wrong("it waits for keys");
    }

    @Override
    public Boolean onRows(Operator.Rows rows) {
        require(!rows.fields().isEmpty(), "rows without columns");
        return true;
    }

    @Override
    public Boolean onSort(Operator.Sort sort) {
        sort.input().dispatch(this);
        List<DataType> columns = types(sort.fields());
        sort.keys().forEach(key -> column(columns, key.column()));
        sort.offset().ifPresent(PlanValidator::checkCount);
        sort.limit().ifPresent(PlanValidator::checkCount);
        return true;
    }

    @Override
    public Boolean onWindow(Operator.Window window) {
        window.input().dispatch(this);
        List<DataType> columns = types(window.input().fields());
        window.partitionKeys().forEach(key -> column(columns, key));
        window.order().forEach(key -> column(columns, key.column()));
        WindowRules rules = new WindowRules(window, columns);
        for (WindowCall call : window.calls()) {
            call.columns().forEach(index -> column(columns, index));
            Optional<String> complaint = rules.complaint(call);
            require(complaint.isEmpty(), complaint.orElse(""));
        }
        return true;
    }

    @Override
    public Boolean onApply(Operator.Apply apply) {
        throw wrong("it runs a plan for each row");
    }

    private static void checkCount(Scalar scalar) {
        check(scalar, List.of());
        require(scalar.type().isNumeric(), "a number of rows is not a number");
    }

    @Override
    public Boolean onUnion(Operator.Union union) {
        require(!union.inputs().isEmpty(), "a union of nothing");
        union.inputs().forEach(input -> input.dispatch(this));
        List<DataType> first = types(union.fields());
        for (Operator input : union.inputs()) {
            List<DataType> other = types(input.fields());
            require(other.size() == first.size(), "a union of different widths");
            for (int i = 0; i < first.size(); i++) {
                require(CastRules.assignable(other.get(i), first.get(i)), "a union of different types");
            }
        }
        return true;
    }
}
