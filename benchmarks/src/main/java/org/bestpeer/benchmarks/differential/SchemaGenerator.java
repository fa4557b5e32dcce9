package org.bestpeer.benchmarks.differential;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bestpeer.engine.type.DataType;
import org.jspecify.annotations.Nullable;

/** Makes up tables, rows and owners. */
final class SchemaGenerator {
    static final int MAX_OWNERS = 7;

    private static final int MAX_TABLES = 4;
    private static final List<Integer> NULLS = List.of(0, 0, 10, 30, 30, 100);
    private static final List<DataType> DECIMALS =
            List.of(DataType.decimal(5, 2), DataType.decimal(12, 2), DataType.decimal(10, 4), DataType.decimal(30, 6));
    private static final List<DataType> COMMON =
            List.of(DataType.INTEGER, DataType.INTEGER, DataType.VARCHAR, DataType.varchar(20), DataType.BIGINT);
    private static final List<DataType> OTHERS = List.of(
            DataType.BOOLEAN,
            DataType.SMALLINT,
            DataType.DOUBLE,
            DataType.DATE,
            DataType.DATE,
            DataType.TIMESTAMP,
            DataType.TIME,
            DataType.VARBINARY);

    private final Chance chance;
    private final RandomValues values;
    private final int owners;

    private SchemaGenerator(Chance chance) {
        this.chance = chance;
        this.values = new RandomValues(chance);
        this.owners = chance.between(1, MAX_OWNERS);
    }

    static Schema generate(long seed) {
        SchemaGenerator generator = new SchemaGenerator(new Chance(seed));
        int tables = generator.chance.between(1, MAX_TABLES);
        return new Schema(IntStream.range(0, tables).mapToObj(generator::table).toList());
    }

    private Table table(int number) {
        String name = "t" + number;
        List<Column> columns = new ArrayList<>();
        // Two columns by which any two tables can be joined, under a name that they share and one of their own.
        columns.add(new Column("k", DataType.INTEGER, Domain.FEW, chance.pick(NULLS)));
        int more = chance.between(2, 6);
        for (int i = 0; i < more; i++) {
            columns.add(new Column(name + "c" + i, type(), domain(), chance.pick(NULLS)));
        }
        List<List<@Nullable Object>> rows = rows(columns);
        boolean reference = chance.oneIn(5);
        return new Table(name, columns, reference, reference ? copies(rows) : shares(columns, rows));
    }

    private DataType type() {
        return chance.oneIn(4) ? chance.pick(DECIMALS) : chance.pick(chance.oneIn(2) ? COMMON : OTHERS);
    }

    private Domain domain() {
        return chance.oneIn(5) ? Domain.EXTREME : chance.oneIn(2) ? Domain.MANY : Domain.FEW;
    }

    private List<List<@Nullable Object>> rows(List<Column> columns) {
        int count = chance.pick(List.of(0, 1, 3, 8, 8, 15, 15, 25));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean repeated = !rows.isEmpty() && chance.oneIn(8);
            rows.add(repeated ? chance.pick(rows) : row(columns));
        }
        return rows;
    }

    private List<@Nullable Object> row(List<Column> columns) {
        List<@Nullable Object> row = new ArrayList<>();
        for (Column column : columns) {
            row.add(chance.percent(column.nulls()) ? null : values.value(column.type(), column.domain()));
        }
        return Collections.unmodifiableList(row);
    }

    private Map<Integer, List<List<@Nullable Object>>> copies(List<List<@Nullable Object>> rows) {
        Map<Integer, List<List<@Nullable Object>>> shares = new LinkedHashMap<>();
        List<Integer> all = IntStream.range(0, owners).boxed().toList();
        chance.some(all, chance.between(1, owners)).forEach(owner -> shares.put(owner, rows));
        return shares;
    }

    private Map<Integer, List<List<@Nullable Object>>> shares(List<Column> columns, List<List<@Nullable Object>> rows) {
        List<Integer> holders = chance.some(
                IntStream.range(0, owners).boxed().toList(), chance.oneIn(4) ? 1 : chance.between(1, owners));
        Map<Integer, List<List<@Nullable Object>>> shares = new LinkedHashMap<>();
        holders.forEach(owner -> shares.put(owner, new ArrayList<>()));
        int byRange = chance.oneIn(2) ? chance.below(columns.size()) : -1;
        for (int i = 0; i < rows.size(); i++) {
            int holder =
                    byRange < 0 ? chance.below(holders.size()) : rank(rows, i, byRange) * holders.size() / rows.size();
            requireNonNull(shares.get(holders.get(holder))).add(rows.get(i));
        }
        return shares;
    }

    // Equal values go to the same owner, so the owners' ranges are disjoint.
    private static int rank(List<List<@Nullable Object>> rows, int row, int column) {
        return (int) rows.stream()
                .filter(other ->
                        Ordering.compare(other.get(column), rows.get(row).get(column)) < 0)
                .count();
    }
}
