package org.bestpeer.engine.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Partitioning;
import org.bestpeer.engine.placement.Site;
import org.bestpeer.engine.progress.QuerySnapshot;
import org.bestpeer.engine.type.Field;

/** A distributed plan as text: what runs here, then every fragment with its owners, and why not more is pushed. */
public final class Explain {
    private final DistributedPlan plan;
    private final Optional<Analysis> analysis;
    private final List<String> lines = new ArrayList<>();

    private Explain(DistributedPlan plan, Optional<Analysis> analysis) {
        this.plan = plan;
        this.analysis = analysis;
    }

    /** The lines of the text. */
    public static List<String> lines(DistributedPlan plan) {
        return lines(plan, Optional.empty());
    }

    /**
     * The same lines with what really came of it.
     *
     * @param run the query whose last attempt ran this plan
     */
    public static List<String> lines(DistributedPlan plan, QuerySnapshot run) {
        return lines(plan, Optional.of(new Analysis(run, plan::name)));
    }

    private static List<String> lines(DistributedPlan plan, Optional<Analysis> analysis) {
        Explain explain = new Explain(plan, analysis);
        explain.lines.add("here:");
        explain.residual(plan.residual(), "  ");
        plan.steps().forEach(step -> {
            explain.lines.add("step %d, here and before:".formatted(step.id()));
            explain.residual(step.plan(), "  ");
        });
        plan.fragments().forEach(explain::fragment);
        plan.choices().forEach(choice -> explain.lines.add("chosen: " + choice));
        plan.pruned().stream()
                .sorted(Comparator.comparing(Pruned::table))
                .forEach(pruned -> explain.lines.add("pruned for %s: %s: %s"
                        .formatted(
                                pruned.table(),
                                sites(pruned.sites()),
                                pruned.reason().text())));
        plan.reasons().forEach(reason -> explain.lines.add("not pushed: " + reason));
        analysis.ifPresent(figures -> explain.lines.addAll(figures.totals()));
        return explain.lines;
    }

    private void fragment(Fragment fragment) {
        lines.add("fragment " + fragment.id() + " at " + sites(fragment.sites().keySet()));
        String to = fragment.partitioning().map(by -> shuffled(fragment, by)).orElse("here");
        lines.add("  sends about %s to %s%s".formatted(size(fragment), to, actualSize(fragment)));
        if (!fragment.needs().isEmpty()) {
            lines.add("  waits for " + fragment.needs().stream().map(plan::name).collect(Collectors.joining(", ")));
        }
        lines.add("  " + FragmentText.of(fragment.plan()));
        analysis.ifPresent(figures -> figures.fragment(fragment.id()).forEach(line -> lines.add("  " + line)));
    }

    private String shuffled(Fragment fragment, Partitioning by) {
        List<String> columns = names(fragment.plan());
        String key = by.columns().stream().map(columns::get).collect(Collectors.joining(", "));
        return plan.reader(fragment).map(r -> "fragment " + r.id()).orElse("nobody") + ", parted by " + key;
    }

    private String actualSize(Fragment fragment) {
        return analysis.map(figures -> "; actually " + figures.size(fragment.id()))
                .orElse("");
    }

    private static String size(Fragment fragment) {
        return String.format(
                Locale.ROOT,
                "%.0f rows, %.0f bytes",
                Math.ceil(fragment.estimatedRows()),
                Math.ceil(fragment.estimatedBytes()));
    }

    static String site(Site site) {
        return site.company() + " (" + site.peer() + ")";
    }

    static String sites(Collection<Site> sites) {
        return sites.stream().map(Explain::site).collect(Collectors.joining(", "));
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
                return "gather fragment %d from %d %s (about %s%s)"
                        .formatted(
                                fragment.id(),
                                fragment.sites().size(),
                                fragment.sites().size() == 1 ? "owner" : "owners",
                                size(fragment),
                                actualSize(fragment));
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
            public String onShuffled(Operator.Shuffled shuffled) {
                return "rows of fragment %d by key".formatted(shuffled.exchange());
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
