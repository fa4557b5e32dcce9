package org.bestpeer.engine.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.exec.scalar.FunctionExamples;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.bestpeer.engine.wire.WireCall;
import org.bestpeer.engine.wire.WireFilter;
import org.bestpeer.engine.wire.WireOperator;
import org.bestpeer.engine.wire.WirePlan;
import org.bestpeer.engine.wire.WireScalar;
import org.bestpeer.engine.wire.WireScan;
import org.junit.jupiter.api.Test;

class AlgebraCodecTest {
    private static final Operator.Scan SCAN = new Operator.Scan(
            "orders",
            List.of(
                    new Field("o_orderkey", DataType.BIGINT),
                    new Field("o_totalprice", DataType.decimal(15, 2)),
                    new Field("o_comment", DataType.varchar(79)),
                    new Field("o_open", DataType.BOOLEAN)));
    private static final Scalar KEY = new Scalar.ColumnRef(0, DataType.BIGINT);
    private static final Scalar TRUE = new Scalar.Literal(true, DataType.BOOLEAN);

    private static Operator wherever(Scalar condition) {
        return new Operator.Filter(SCAN, condition);
    }

    @Test
    void everyFunctionTravels() {
        for (FunctionExamples.Example example : FunctionExamples.all()) {
            Operator plan = new Operator.Project(SCAN, List.of(example.call()), List.of("x"));
            assertThat(AlgebraCodec.decode(AlgebraCodec.encode(plan))).isEqualTo(plan);
        }
    }

    @Test
    void everythingHasANumberOnTheWire() {
        for (ScalarFunction function : ScalarFunction.values()) {
            assertThat(WireNumbers.FUNCTIONS.wire(function).getNumber()).isPositive();
        }
        for (AggregateFunction function : AggregateFunction.values()) {
            assertThat(WireNumbers.AGGREGATES.wire(function).getNumber()).isPositive();
        }
        for (WindowFunction function : WindowFunction.values()) {
            assertThat(WireNumbers.WINDOWS.wire(function).getNumber()).isPositive();
        }
        for (JoinKind kind : JoinKind.values()) {
            assertThat(WireNumbers.JOINS.wire(kind).getNumber()).isPositive();
        }
        for (var kind : org.bestpeer.engine.type.TypeKind.values()) {
            assertThat(WireNumbers.TYPES.wire(kind).getNumber()).isPositive();
        }
    }

    @Test
    void numbersDoNotMove() {
        assertThat(WireNumbers.FUNCTIONS.wire(ScalarFunction.AND).getNumber()).isEqualTo(1);
        assertThat(WireNumbers.FUNCTIONS.wire(ScalarFunction.LIKE).getNumber()).isEqualTo(42);
        assertThat(WireNumbers.FUNCTIONS
                        .wire(ScalarFunction.MICROSECONDS_BETWEEN)
                        .getNumber())
                .isEqualTo(70);
    }

    @Test
    void everyOperatorTravels() {
        for (Operator plan : operators()) {
            assertThat(AlgebraCodec.decode(AlgebraCodec.encode(plan))).isEqualTo(plan);
        }
    }

    private static List<Operator> operators() {
        List<Operator> plans = new ArrayList<>();
        plans.add(SCAN);
        plans.add(new Operator.Values(
                List.of(new Field("a", DataType.decimal(20, 3)), new Field("b", DataType.DATE)),
                List.of(List.of(
                        new Scalar.Literal(new BigDecimal("-12345678901234567.890"), DataType.decimal(20, 3)),
                        new Scalar.Literal(null, DataType.DATE)))));
        plans.add(wherever(TRUE));
        plans.add(new Operator.Project(SCAN, List.of(KEY, TRUE), List.of("k", "t")));
        for (AggregateFunction function : AggregateFunction.values()) {
            AggregateCall call = new AggregateCall(
                    function, true, List.of(1), OptionalInt.of(3), new Field("a", DataType.decimal(38, 6)));
            if (function != AggregateFunction.LISTAGG) {
                plans.add(new Operator.Aggregate(SCAN, List.of(2, 0), List.of(call)));
            }
        }
        AggregateCall list = new AggregateCall(
                AggregateFunction.LISTAGG,
                false,
                List.of(2, 2),
                OptionalInt.empty(),
                List.of(new SortKey(0, true, false)),
                new Field("l", DataType.VARCHAR));
        plans.add(new Operator.Aggregate(SCAN, List.of(1), List.of(list)));
        plans.addAll(windows());
        Scalar same = FunctionExamples.call(
                ScalarFunction.EQUAL, DataType.BOOLEAN, KEY, new Scalar.ColumnRef(4, DataType.BIGINT));
        for (JoinKind kind : JoinKind.values()) {
            plans.add(new Operator.Join(kind, SCAN, SCAN, List.of(new EquiKey(0, 1)), Optional.of(same)));
            plans.add(new Operator.Join(kind, SCAN, SCAN, List.of(), Optional.empty()));
        }
        Scalar ten = new Scalar.Literal(10L, DataType.BIGINT);
        plans.add(new Operator.Sort(SCAN, List.of(new SortKey(2, true, false)), Optional.of(ten), Optional.of(ten)));
        plans.add(new Operator.Sort(SCAN, List.of(), Optional.empty(), Optional.empty()));
        plans.add(new Operator.Union(List.of(SCAN, wherever(TRUE))));
        ByteString bytes = ByteString.copyFrom(new byte[] {1, 2, 3});
        List<Field> key = List.of(new Field("k", DataType.BIGINT));
        plans.add(new Operator.KeyFilter(SCAN, List.of(0), new KeySet.Exact(key, bytes)));
        plans.add(new Operator.KeyFilter(SCAN, List.of(0), new KeySet.Bloom(key, bytes)));
        plans.add(new Operator.Rows(key, List.of(bytes, bytes)));
        return plans;
    }

    private static List<Operator> windows() {
        WindowFrame.Bound before =
                new WindowFrame.Bound(WindowFrame.Edge.PRECEDING, Optional.of(new Scalar.Literal(2L, DataType.BIGINT)));
        WindowFrame.Bound upTo = new WindowFrame.Bound(WindowFrame.Edge.FOLLOWING, Optional.of(KEY));
        WindowFrame.Bound here = WindowFrame.Bound.of(WindowFrame.Edge.CURRENT_ROW);
        List<WindowCall> calls = new ArrayList<>();
        for (WindowFrame.Exclusion exclusion : WindowFrame.Exclusion.values()) {
            WindowFrame rows = new WindowFrame(WindowFrame.Unit.ROWS, before, here, exclusion);
            WindowFrame range = new WindowFrame(WindowFrame.Unit.RANGE, here, upTo, exclusion);
            calls.add(window(WindowFunction.SUM, List.of(0), rows, DataType.decimal(38, 0)));
            calls.add(window(WindowFunction.LAST_VALUE, List.of(2), range, DataType.VARCHAR));
        }
        calls.add(window(WindowFunction.CUME_DIST, List.of(), WindowFrame.ALL, DataType.DOUBLE));
        calls.add(window(WindowFunction.LAG, List.of(2, 0, 2), WindowFrame.ALL, DataType.VARCHAR));
        return List.of(
                new Operator.Window(SCAN, List.of(2), List.of(new SortKey(0, true, true)), calls),
                new Operator.Window(SCAN, List.of(), List.of(), calls.subList(8, 9)));
    }

    private static WindowCall window(
            WindowFunction function, List<Integer> arguments, WindowFrame frame, DataType type) {
        return new WindowCall(function, arguments, function == WindowFunction.LAG, frame, new Field("w", type));
    }

    @Test
    void refusesWindowsThatMakeNoSense() {
        WindowFrame.Bound column = new WindowFrame.Bound(WindowFrame.Edge.PRECEDING, Optional.of(KEY));
        WindowFrame.Bound here = WindowFrame.Bound.of(WindowFrame.Edge.CURRENT_ROW);
        WindowFrame rows = new WindowFrame(WindowFrame.Unit.ROWS, column, here, WindowFrame.Exclusion.NONE);
        WindowFrame range = new WindowFrame(WindowFrame.Unit.RANGE, column, here, WindowFrame.Exclusion.NONE);
        for (WindowCall call : List.of(
                window(WindowFunction.SUM, List.of(2), WindowFrame.ALL, DataType.BIGINT),
                window(WindowFunction.SUM, List.of(9), WindowFrame.ALL, DataType.BIGINT),
                window(WindowFunction.RANK, List.of(0), WindowFrame.ALL, DataType.BIGINT),
                window(WindowFunction.COUNT, List.of(), rows, DataType.BIGINT),
                window(WindowFunction.COUNT, List.of(), range, DataType.BIGINT))) {
            Operator plan = new Operator.Window(SCAN, List.of(), List.of(new SortKey(2, false, false)), List.of(call));
            refused(ErrorCode.INVALID_STATEMENT, () -> AlgebraCodec.decode(AlgebraCodec.encode(plan)));
        }
    }

    @Test
    void refusesWhatAFragmentMustNotHave() {
        refused(ErrorCode.NOT_SUPPORTED, () -> AlgebraCodec.encode(new Operator.Receive(3, SCAN.fields())));
        refused(
                ErrorCode.INVALID_PARAMETER,
                () -> AlgebraCodec.encode(wherever(new Scalar.Parameter(0, DataType.BOOLEAN))));
    }

    @Test
    void anUnknownFunctionIsNamed() {
        WireScalar call = WireScalar.newBuilder()
                .setCall(WireCall.newBuilder().setFunctionValue(977))
                .build();
        WireOperator scan = WireOperator.newBuilder()
                .setScan(WireScan.newBuilder().setTable("t"))
                .build();
        byte[] bytes = WirePlan.newBuilder()
                .setVersion(AlgebraCodec.VERSION)
                .setRoot(WireOperator.newBuilder()
                        .setFilter(WireFilter.newBuilder().setInput(scan).setCondition(call)))
                .build()
                .toByteArray();

        assertThatThrownBy(() -> AlgebraCodec.decode(bytes)).hasMessageContaining("function number 977");
    }

    @Test
    void refusesAnotherVersionNamingBoth() {
        byte[] bytes = WirePlan.newBuilder().setVersion(7).build().toByteArray();

        assertThatThrownBy(() -> AlgebraCodec.decode(bytes))
                .hasMessageContaining("version 7")
                .hasMessageContaining("reads 1");
    }

    @Test
    void refusesWhatIsTooDeepTooLargeOrTooMany() {
        Scalar deep = TRUE;
        for (int i = 0; i < AlgebraCodec.MAX_DEPTH; i++) {
            deep = FunctionExamples.call(ScalarFunction.NOT, DataType.BOOLEAN, deep);
        }
        Scalar tooDeep = deep;
        refused(ErrorCode.LIMIT_EXCEEDED, () -> AlgebraCodec.encode(wherever(tooDeep)));

        Operator high = SCAN;
        for (int i = 0; i < AlgebraCodec.MAX_DEPTH; i++) {
            high = new Operator.Filter(high, TRUE);
        }
        Operator tooHigh = high;
        refused(ErrorCode.LIMIT_EXCEEDED, () -> AlgebraCodec.encode(tooHigh));

        Scalar wide = new Scalar.Call(ScalarFunction.AND, Collections.nCopies(100_001, TRUE), DataType.BOOLEAN);
        refused(ErrorCode.LIMIT_EXCEEDED, () -> AlgebraCodec.encode(wherever(wide)));

        Scalar manyColumns = new Scalar.Call(
                ScalarFunction.AND,
                Collections.nCopies(10_001, new Scalar.ColumnRef(3, DataType.BOOLEAN)),
                DataType.BOOLEAN);
        refused(ErrorCode.LIMIT_EXCEEDED, () -> AlgebraCodec.encode(wherever(manyColumns)));

        Scalar longText = FunctionExamples.call(
                ScalarFunction.LIKE,
                DataType.BOOLEAN,
                new Scalar.ColumnRef(2, DataType.VARCHAR),
                new Scalar.Literal("x".repeat(AlgebraCodec.MAX_BYTES), DataType.VARCHAR));
        refused(ErrorCode.LIMIT_EXCEEDED, () -> AlgebraCodec.encode(wherever(longText)));
    }

    @Test
    void theDeepestAllowedPlanTravels() {
        Scalar condition = TRUE;
        for (int i = 1; i < AlgebraCodec.MAX_DEPTH; i++) {
            condition = FunctionExamples.call(ScalarFunction.NOT, DataType.BOOLEAN, condition);
        }
        Operator plan = wherever(condition);
        for (int i = 2; i < AlgebraCodec.MAX_DEPTH; i++) {
            plan = new Operator.Union(List.of(plan));
        }

        assertThat(AlgebraCodec.decode(AlgebraCodec.encode(plan))).isEqualTo(plan);
    }

    @Test
    void refusesPlansThatMakeNoSense() {
        senseless(wherever(new Scalar.ColumnRef(9, DataType.BOOLEAN)));
        senseless(wherever(new Scalar.ColumnRef(0, DataType.BOOLEAN)));
        senseless(wherever(KEY));
        senseless(wherever(FunctionExamples.call(ScalarFunction.NOT, DataType.BOOLEAN, KEY)));
        senseless(wherever(FunctionExamples.call(ScalarFunction.AND, DataType.BOOLEAN, TRUE)));
        senseless(wherever(FunctionExamples.call(ScalarFunction.EQUAL, DataType.BOOLEAN, KEY, TRUE)));
        senseless(new Operator.Aggregate(SCAN, List.of(4), List.of()));
        senseless(new Operator.Aggregate(
                SCAN,
                List.of(),
                List.of(new AggregateCall(
                        AggregateFunction.SUM,
                        false,
                        List.of(2),
                        OptionalInt.empty(),
                        new Field("s", DataType.BIGINT)))));
        senseless(new Operator.Join(JoinKind.INNER, SCAN, SCAN, List.of(new EquiKey(0, 2)), Optional.empty()));
        senseless(new Operator.Sort(SCAN, List.of(new SortKey(4, false, false)), Optional.empty(), Optional.empty()));
        senseless(new Operator.Sort(SCAN, List.of(), Optional.empty(), Optional.of(KEY)));
        senseless(new Operator.Union(List.of()));
        KeySet keys = new KeySet.Exact(List.of(new Field("k", DataType.BIGINT)), ByteString.EMPTY);
        senseless(new Operator.KeyFilter(SCAN, List.of(4), keys));
        senseless(new Operator.KeyFilter(SCAN, List.of(0, 1), keys));
        senseless(new Operator.KeyFilter(SCAN, List.of(2), keys));
        senseless(new Operator.KeyFilter(SCAN, List.of(), new KeySet.Exact(List.of(), ByteString.EMPTY)));
        senseless(new Operator.Rows(List.of(), List.of()));
        senseless(new Operator.Project(SCAN, List.of(KEY), List.of()));
        senseless(new Operator.Values(List.of(new Field("a", DataType.DATE)), List.of(List.of(TRUE))));
    }

    private static void senseless(Operator plan) {
        byte[] bytes = AlgebraCodec.encode(plan);
        assertThatThrownBy(() -> AlgebraCodec.decode(bytes))
                .isInstanceOfSatisfying(BestPeerException.class, e -> assertThat(e.code())
                        .isIn(ErrorCode.INVALID_STATEMENT, ErrorCode.TYPE_MISMATCH));
    }

    @Test
    void brokenBytesFailCleanly() {
        List<Operator> plans = operators();
        int refused = 0;
        for (int seed = 0; seed < 5000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = AlgebraCodec.encode(plans.get(random.nextInt(plans.size())));
            byte[] broken = Arrays.copyOf(bytes, bytes.length - random.nextInt(3));
            for (int i = 0; i <= random.nextInt(3); i++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            }
            try {
                AlgebraCodec.decode(broken).fields();
            } catch (BestPeerException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(1000);
    }

    private static void refused(ErrorCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
        assertThatThrownBy(action).isInstanceOfSatisfying(BestPeerException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }
}
