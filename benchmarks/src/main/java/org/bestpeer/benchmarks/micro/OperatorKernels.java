package org.bestpeer.benchmarks.micro;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.bestpeer.engine.algebra.AggregateCall;
import org.bestpeer.engine.algebra.AggregateFunction;
import org.bestpeer.engine.algebra.EquiKey;
import org.bestpeer.engine.algebra.JoinKind;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.SortKey;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Joining, grouping and sorting; nanoseconds for each row. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Items.ROWS)
public class OperatorKernels {
    private static final int FEW_BATCHES = 1;

    private final List<Batch> all = new Items().batches();

    /** All rows look for one of all rows by its key: mostly the building of the table. */
    @Benchmark
    public long joinOfAll() {
        return join(all.size());
    }

    /** All rows look for one of 4,096 by its key: mostly the probing. */
    @Benchmark
    public long joinOfFew() {
        return join(FEW_BATCHES);
    }

    private long join(int builtBatches) {
        Operator right = new Operator.Receive(1, Items.FIELDS);
        Operator join = new Operator.Join(
                JoinKind.INNER, Items.received(0), right, List.of(new EquiKey(Items.KEY, Items.ID)), Optional.empty());
        return Kernel.rows(join, List.of(all, all.subList(0, builtBatches)));
    }

    /** 32,768 groups by a number. */
    @Benchmark
    public long groupByKey() {
        return group(Items.KEY);
    }

    /** Six groups by two texts, as Q1 has them. */
    @Benchmark
    public long groupByTwoTexts() {
        return group(Items.FLAG, Items.STATUS);
    }

    private long group(Integer... keys) {
        List<AggregateCall> calls = List.of(
                call(AggregateFunction.COUNT, List.of(), new Field("rows", DataType.BIGINT)),
                call(AggregateFunction.SUM, List.of(Items.PRICE), new Field("price", DataType.decimal(38, 2))));
        return Kernel.rows(new Operator.Aggregate(Items.received(0), List.of(keys), calls), List.of(all));
    }

    private static AggregateCall call(AggregateFunction function, List<Integer> arguments, Field output) {
        return new AggregateCall(function, false, arguments, OptionalInt.empty(), List.of(), output);
    }

    /** All rows by a number. */
    @Benchmark
    public long sortByKey() {
        return sort(Items.KEY);
    }

    /** All rows by a text. */
    @Benchmark
    public long sortByText() {
        return sort(Items.COMMENT);
    }

    private long sort(int column) {
        List<SortKey> keys = List.of(new SortKey(column, false, false));
        return Kernel.rows(
                new Operator.Sort(Items.received(0), keys, Optional.empty(), Optional.empty()), List.of(all));
    }
}
