package org.bestpeer.benchmarks.micro;

import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.type.DataType;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Conditions and arithmetic; nanoseconds for each row. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Items.ROWS)
public class ScalarKernels {
    private static final int MIDDLE_DAY = 9_250;

    private final List<Batch> all = new Items().batches();

    /** Half of the rows by a comparison of dates. */
    @Benchmark
    public long comparison() {
        return filter(ScalarFunction.LESS, Items.column(Items.DAY), new Scalar.Literal(MIDDLE_DAY, DataType.DATE));
    }

    /** Half of the rows by a comparison of decimals. */
    @Benchmark
    public long decimalComparison() {
        Scalar half = new Scalar.Literal(new BigDecimal("25.00"), Items.MONEY);
        return filter(ScalarFunction.LESS_OR_EQUAL, Items.column(Items.QUANTITY), half);
    }

    /** LIKE with two words that a text must have. */
    @Benchmark
    public long like() {
        Scalar pattern = new Scalar.Literal("%special%requests%", DataType.VARCHAR);
        return filter(ScalarFunction.LIKE, Items.column(Items.COMMENT), pattern);
    }

    /** {@code price * (1 - discount)}. */
    @Benchmark
    public long arithmetic() {
        Scalar one = new Scalar.Literal(new BigDecimal("1.00"), Items.MONEY);
        Scalar rest = new Scalar.Call(
                ScalarFunction.SUBTRACT, List.of(one, Items.column(Items.DISCOUNT)), DataType.decimal(16, 2));
        Scalar price = new Scalar.Call(
                ScalarFunction.MULTIPLY, List.of(Items.column(Items.PRICE), rest), DataType.decimal(31, 4));
        return Kernel.rows(new Operator.Project(Items.received(0), List.of(price), List.of("price")), List.of(all));
    }

    private long filter(ScalarFunction function, Scalar... arguments) {
        Scalar condition = new Scalar.Call(function, List.of(arguments), DataType.BOOLEAN);
        return Kernel.rows(new Operator.Filter(Items.received(0), condition), List.of(all));
    }
}
