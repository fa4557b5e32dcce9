package org.bestpeer.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.placement.Site;
import org.bestpeer.engine.type.Field;

/** A distributed plan as text: what runs here, then every fragment with its owners, and why not more is pushed. */
public final class Explain {
    private final DistributedPlan plan;
    private final List<String> lines = new ArrayList<>();

    private Explain(DistributedPlan plan) {
        this.plan = plan;
    }

    /** The lines of the text. */
    public static List<String> lines(DistributedPlan plan) {
        Explain explain = new Explain(plan);
        explain.lines.add("here:");
        explain.residual(plan.residual(), "  ");
        plan.steps().forEach(step -> {
            explain.lines.add("step %d, here and before:".formatted(step.id()));
            explain.residual(step.plan(), "  ");
        });
        plan.fragments().forEach(explain::fragment);
        plan.choices().forEach(choice -> explain.lines.add("chosen: " + choice));
        new TreeMap<>(plan.pruned())
                .forEach((table, sites) -> explain.lines.add("pruned for " + table + ": "
                        + sites.stream().map(Explain::site).collect(Collectors.joining(", "))));
        plan.reasons().forEach(reason -> explain.lines.add("not pushed: " + reason));
        return explain.lines;
    }

    private void fragment(Fragment fragment) {
        lines.add("fragment " + fragment.id() + " at "
                + fragment.sites().keySet().stream().map(Explain::site).collect(Collectors.joining(", ")));
        lines.add("  sends about %s to here".formatted(size(fragment)));
        if (!fragment.needs().isEmpty()) {
            lines.add("  waits for " + fragment.needs().stream().map(plan::name).collect(Collectors.joining(", ")));
        }
        lines.add("  " + FragmentText.of(fragment.plan()));
    }

    private static String size(Fragment fragment) {
        return String.format(
                Locale.ROOT,
                "%.0f rows, %.0f bytes",
                Math.ceil(fragment.estimatedRows()),
                Math.ceil(fragment.estimatedBytes()));
    }

    private static String site(Site site) {
        return site.company() + " (" + site.peer() + ")";
    }

    private void residual(Operator operator, String indent) {
        lines.add(indent + describe(operator));
        operator.inputs().forEach(input -> residual(input, indent + "  "));
    }

    private String describe(Operator operator) {
        return operator.dispatch(new Operator.Handler<>() {
            @Override
            public String onScan(Operator.Scan scan) {
                return "scan " + scan.table();
            }

            @Override
            public String onValues(Operator.Values values) {
                return "values, " + values.rows().size() + " rows";
            }

            @Override
            public String onReceive(Operator.Receive receive) {
                if (receive.exchange() >= plan.fragments().size()) {
                    return "rows of step " + receive.exchange();
                }
                Fragment fragment = plan.fragments().get(receive.exchange());
                return "gather fragment %d from %d %s (about %s)"
                        .formatted(
                                fragment.id(),
                                fragment.sites().size(),
                                fragment.sites().size() == 1 ? "owner" : "owners",
                                size(fragment));
            }

            @Override
            public String onFilter(Operator.Filter filter) {
                return "filter " + ScalarText.of(filter.condition(), names(filter.input()));
            }

            @Override
            public String onProject(Operator.Project project) {
                return "project "
                        + project.expressions().stream()
                                .map(e -> ScalarText.of(e, names(project.input())))
                                .collect(Collectors.joining(", "));
            }

            @Override
            public String onAggregate(Operator.Aggregate aggregate) {
                List<String> columns = names(aggregate.input());
                List<String> parts = new ArrayList<>();
                aggregate.calls().forEach(call -> parts.add(FragmentText.call(call, columns)));
                String keys = aggregate.groupKeys().stream().map(columns::get).collect(Collectors.joining(", "));
                return "aggregate " + String.join(", ", parts) + (keys.isEmpty() ? "" : " by " + keys);
            }

            @Override
            public String onJoin(Operator.Join join) {
                return Explain.join(join);
            }

            @Override
            public String onSort(Operator.Sort sort) {
                List<String> columns = names(sort.input());
                String keys = sort.keys().stream()
                        .map(k -> FragmentText.key(k, columns))
                        .collect(Collectors.joining(", "));
                return (keys.isEmpty() ? "rows" : "sort by " + keys)
                        + sort.limit()
                                .map(l -> ", limit " + ScalarText.of(l, columns))
                                .orElse("")
                        + sort.offset()
                                .map(o -> ", offset " + ScalarText.of(o, columns))
                                .orElse("");
            }

            @Override
            public String onWindow(Operator.Window window) {
                return "window " + String.join(", ", WindowText.calls(window, names(window.input())));
            }

            @Override
            public String onApply(Operator.Apply apply) {
                List<String> left = names(apply.left());
                String outer = apply.outer().stream()
                        .map(o -> left.get(o.column()))
                        .distinct()
                        .collect(Collectors.joining(", "));
                return "apply (%s) the second to each row of the first%s"
                        .formatted(
                                apply.kind().name().toLowerCase(Locale.ROOT),
                                outer.isEmpty() ? "" : ", once for equal " + outer);
            }

            @Override
            public String onKeyFilter(Operator.KeyFilter filter) {
                return "only rows with certain keys";
            }

            @Override
            public String onRows(Operator.Rows rows) {
                return "rows that were sent along";
            }

            @Override
            public String onUnion(Operator.Union union) {
                return "union all";
            }
        });
    }

    private static String join(Operator.Join join) {
        List<String> left = names(join.left());
        List<String> right = names(join.right());
        List<String> both = new ArrayList<>(left);
        both.addAll(right);
        List<String> on = new ArrayList<>();
        join.keys().forEach(k -> on.add(left.get(k.left()) + " = " + right.get(k.right())));
        join.condition().ifPresent(c -> on.add(ScalarText.of(c, both)));
        return join.kind().name().toLowerCase(Locale.ROOT) + " join"
                + (on.isEmpty() ? " of every row with every row" : " on " + String.join(" AND ", on));
    }

    private static List<String> names(Operator operator) {
        return operator.fields().stream().map(Field::name).toList();
    }
}
