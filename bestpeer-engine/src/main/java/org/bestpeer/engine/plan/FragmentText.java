package org.bestpeer.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bestpeer.engine.algebra.AggregateCall;
import org.bestpeer.engine.algebra.JoinKind;
import org.bestpeer.engine.algebra.KeySet;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.SortKey;
import org.bestpeer.engine.type.Field;

/** A fragment written as SQL on the global schema, for people; what travels is the plan itself. */
final class FragmentText implements Operator.Handler<FragmentText.Select> {
    private int aliases;

    private FragmentText() {}

    static String of(Operator plan) {
        return plan.dispatch(new FragmentText()).sql(plan.fields());
    }

    /**
     * One SELECT.
     *
     * @param columns its columns as expressions over FROM
     * @param grouped whether it has aggregates already, so that nothing but a limit goes on top
     */
    record Select(
            String from, List<String> columns, List<String> where, List<String> groupBy, boolean grouped, String tail) {
        String sql(List<Field> fields) {
            String list = IntStream.range(0, columns.size())
                    .mapToObj(i -> named(columns.get(i), fields.get(i).name()))
                    .collect(Collectors.joining(", "));
            return "SELECT " + list + " FROM " + from
                    + (where.isEmpty() ? "" : " WHERE " + String.join(" AND ", where))
                    + (groupBy.isEmpty() ? "" : " GROUP BY " + String.join(", ", groupBy))
                    + tail;
        }

        private static String named(String expression, String name) {
            boolean same = expression.equals(name) || expression.endsWith("." + name);
            return same ? expression : expression + " AS " + quoted(name);
        }

        Select with(List<String> newColumns) {
            return new Select(from, newColumns, where, groupBy, grouped, tail);
        }
    }

    private static String quoted(String name) {
        return name.matches("[a-z_][a-z0-9_]*") ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private String alias() {
        return "t" + ++aliases;
    }

    /** The select as something to select from. */
    private Select nested(Select select, List<Field> fields) {
        String alias = alias();
        List<String> columns =
                fields.stream().map(f -> alias + "." + quoted(f.name())).toList();
        return new Select("(" + select.sql(fields) + ") AS " + alias, columns, List.of(), List.of(), false, "");
    }

    private Select open(Operator operator) {
        Select select = operator.dispatch(this);
        return select.grouped || !select.tail.isEmpty() ? nested(select, operator.fields()) : select;
    }

    @Override
    public Select onScan(Operator.Scan scan) {
        String alias = alias();
        List<String> columns =
                scan.fields().stream().map(f -> alias + "." + quoted(f.name())).toList();
        return new Select(quoted(scan.table()) + " AS " + alias, columns, List.of(), List.of(), false, "");
    }

    @Override
    public Select onValues(Operator.Values values) {
        String rows = values.rows().stream()
                .map(row ->
                        row.stream().map(s -> ScalarText.of(s, List.of())).collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(", "));
        String alias = alias();
        List<String> columns = values.fields().stream()
                .map(f -> alias + "." + quoted(f.name()))
                .toList();
        return new Select("(VALUES " + rows + ") AS " + alias, columns, List.of(), List.of(), false, "");
    }

    @Override
    public Select onReceive(Operator.Receive receive) {
        return sent("rows of " + receive.exchange(), receive.fields());
    }

    @Override
    public Select onRows(Operator.Rows rows) {
        return sent("rows sent along", rows.fields());
    }

    @Override
    public Select onShuffled(Operator.Shuffled shuffled) {
        return sent("rows of " + shuffled.exchange() + " by key", shuffled.fields());
    }

    private Select sent(String what, List<Field> fields) {
        String alias = alias();
        List<String> columns =
                fields.stream().map(f -> alias + "." + quoted(f.name())).toList();
        return new Select("(" + what + ") AS " + alias, columns, List.of(), List.of(), false, "");
    }

    @Override
    public Select onKeyFilter(Operator.KeyFilter filter) {
        Select select = open(filter.input());
        String key = filter.columns().stream().map(select.columns::get).collect(Collectors.joining(", "));
        String keys = filter.keys() instanceof KeySet.Sent sent ? "keys of " + sent.exchange() : "keys sent along";
        List<String> where = new ArrayList<>(select.where);
        where.add((filter.columns().size() == 1 ? key : "(" + key + ")") + " IN (" + keys + ")");
        return new Select(select.from, select.columns, where, List.of(), false, "");
    }

    @Override
    public Select onFilter(Operator.Filter filter) {
        Select select = open(filter.input());
        List<String> where = new ArrayList<>(select.where);
        Scalars.conjuncts(filter.condition()).forEach(c -> where.add(ScalarText.of(c, select.columns)));
        return new Select(select.from, select.columns, where, List.of(), false, "");
    }

    @Override
    public Select onProject(Operator.Project project) {
        Select select = project.input().dispatch(this);
        return select.with(project.expressions().stream()
                .map(e -> ScalarText.of(e, select.columns))
                .toList());
    }

    @Override
    public Select onAggregate(Operator.Aggregate aggregate) {
        Select select = open(aggregate.input());
        List<String> keys =
                aggregate.groupKeys().stream().map(select.columns::get).toList();
        List<String> columns = new ArrayList<>(keys);
        aggregate.calls().forEach(call -> columns.add(call(call, select.columns)));
        return new Select(select.from, columns, select.where, keys, true, "");
    }

    static String call(AggregateCall call, List<String> columns) {
        String arguments = call.arguments().isEmpty()
                ? "*"
                : call.arguments().stream().map(columns::get).collect(Collectors.joining(", "));
        String filter = call.filter().isPresent()
                ? " FILTER (WHERE " + columns.get(call.filter().getAsInt()) + ")"
                : "";
        String order = call.order().isEmpty()
                ? ""
                : " WITHIN GROUP (ORDER BY "
                        + call.order().stream().map(k -> key(k, columns)).collect(Collectors.joining(", ")) + ")";
        return call.function() + "(" + (call.distinct() ? "DISTINCT " : "") + arguments + ")" + order + filter;
    }

    @Override
    public Select onJoin(Operator.Join join) {
        Select left = joinable(join.left());
        Select right = joinable(join.right());
        List<String> columns = new ArrayList<>(left.columns);
        columns.addAll(right.columns);
        List<String> on = new ArrayList<>();
        join.keys().forEach(k -> on.add(left.columns.get(k.left()) + " = " + right.columns.get(k.right())));
        join.condition().ifPresent(c -> on.add(ScalarText.of(c, columns)));
        boolean leftOnly = join.kind() == JoinKind.SEMI || join.kind() == JoinKind.ANTI;
        String from = left.from + " " + join.kind() + " JOIN " + right.from
                + (on.isEmpty() ? "" : " ON " + String.join(" AND ", on));
        List<String> where = new ArrayList<>(left.where);
        where.addAll(right.where);
        return new Select(from, leftOnly ? left.columns : columns, where, List.of(), false, "");
    }

    /** Conditions of an input go inside it, so that outer and anti joins read right. */
    private Select joinable(Operator operator) {
        Select select = open(operator);
        boolean plain = select.where.isEmpty() && select.columns.stream().allMatch(c -> c.matches("[\\w.\"]+"));
        return plain ? select : nested(select, operator.fields());
    }

    @Override
    public Select onSort(Operator.Sort sort) {
        Select input = sort.input().dispatch(this);
        Select select =
                input.tail.isEmpty() ? input : nested(input, sort.input().fields());
        StringBuilder tail = new StringBuilder();
        if (!sort.keys().isEmpty()) {
            tail.append(" ORDER BY ")
                    .append(sort.keys().stream()
                            .map(k -> key(k, select.columns))
                            .collect(Collectors.joining(", ")));
        }
        sort.limit().ifPresent(l -> tail.append(" LIMIT ").append(ScalarText.of(l, List.of())));
        sort.offset().ifPresent(o -> tail.append(" OFFSET ").append(ScalarText.of(o, List.of())));
        return new Select(select.from, select.columns, select.where, select.groupBy, select.grouped, tail.toString());
    }

    static String key(SortKey key, List<String> columns) {
        String nulls = key.nullsFirst() == key.descending() ? "" : key.nullsFirst() ? " NULLS FIRST" : " NULLS LAST";
        return columns.get(key.column()) + (key.descending() ? " DESC" : "") + nulls;
    }

    @Override
    public Select onWindow(Operator.Window window) {
        Select select = open(window.input());
        List<String> columns = new ArrayList<>(select.columns);
        columns.addAll(WindowText.calls(window, select.columns));
        return nested(new Select(select.from, columns, select.where, List.of(), false, ""), window.fields());
    }

    @Override
    public Select onApply(Operator.Apply apply) {
        throw new IllegalArgumentException("a fragment runs no plan for each row");
    }

    @Override
    public Select onUnion(Operator.Union union) {
        String alias = alias();
        String inputs = union.inputs().stream()
                .map(i -> i.dispatch(this).sql(i.fields()))
                .collect(Collectors.joining(" UNION ALL "));
        List<String> columns =
                union.fields().stream().map(f -> alias + "." + quoted(f.name())).toList();
        return new Select("(" + inputs + ") AS " + alias, columns, List.of(), List.of(), false, "");
    }
}
