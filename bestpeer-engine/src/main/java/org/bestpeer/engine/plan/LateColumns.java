package org.bestpeer.engine.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.bestpeer.engine.algebra.AggregateCall;
import org.bestpeer.engine.algebra.AggregateFunction;
import org.bestpeer.engine.algebra.JoinKind;
import org.bestpeer.engine.algebra.KeySet;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.placement.ColumnRange;
import org.bestpeer.engine.placement.Site;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;

/**
 * Columns that are shown but not computed with, fetched for the first groups only. A query for the first groups by some
 * aggregate first asks the owners of a fragment for its key and what else is needed to find these groups, and then for
 * whole rows with the keys of these. That is right where no two of its rows have the same key; whether that is so is seen
 * when they have come, and if it is not, the keys of all are sent.
 */
final class LateColumns {
    private final DistributedPlan plan;
    private final FirstGroups first;
    private final List<KnownFragment> known;
    private final PlanRules rules;

    private LateColumns(DistributedPlan plan, FirstGroups first, List<KnownFragment> known, PlanRules rules) {
        this.plan = plan;
        this.first = first;
        this.known = known;
        this.rules = rules;
    }

    /**
     * The plan with columns fetched late where that pays.
     *
     * @param plan with the keys that are sent along
     * @param known its fragments, as they were before
     */
    static DistributedPlan applied(DistributedPlan plan, List<KnownFragment> known, PlanRules rules) {
        if (!rules.has(PlanRule.LATE_COLUMNS)) {
            return plan;
        }
        return FirstGroups.of(plan.residual())
                .flatMap(first -> new LateColumns(plan, first, known, rules).applied())
                .orElse(plan);
    }

    /** For the fragment that is thought to send most. */
    private Optional<DistributedPlan> applied() {
        // The keys of a join's partners: NULL among them is not needed.
        return KeyEdges.of(plan.residual(), plan.fragments().size()).edges().stream()
                .filter(edge -> edge.target() < plan.fragments().size() && first.isMadeOf(edge.target()))
                .sorted(Comparator.comparingDouble(edge -> -bytes(edge)))
                .flatMap(edge -> late(plan.fragments().get(edge.target()), edge.targetColumns()).stream())
                .findFirst();
    }

    private double bytes(KeyEdges.Edge edge) {
        return plan.fragments().get(edge.target()).estimatedBytes();
    }

    private Optional<DistributedPlan> late(Fragment whole, List<Integer> key) {
        List<OptionalInt> groups =
                key.stream().map(column -> first.groupOf(whole.id(), column)).toList();
        if (groups.stream().anyMatch(OptionalInt::isEmpty)
                || !Operators.receives(whole.plan()).isEmpty()) {
            return Optional.empty();
        }
        List<Integer> keyGroups = groups.stream().map(OptionalInt::getAsInt).toList();
        List<Integer> kept = keptGroups(whole.id(), keyGroups);
        return first.by(kept, first.aggregate().input())
                .map(ColumnPruning::prune)
                .flatMap(chosen -> late(
                        whole,
                        key,
                        chosen,
                        keyGroups.stream().map(kept::indexOf).toList()));
    }

    /** With one row for each key, what else is grouped by of that row makes no more groups. */
    private List<Integer> keptGroups(int fragment, List<Integer> keyGroups) {
        Set<Integer> dropped = first.groupsOf(fragment);
        keyGroups.forEach(dropped::remove);
        first.keys().forEach(sort -> dropped.remove(sort.column()));
        return IntStream.range(0, first.aggregate().groupKeys().size())
                .filter(group -> !dropped.contains(group))
                .boxed()
                .toList();
    }

    /**
     * @param key columns of the fragment
     * @param chosen the first groups, by the fragment's whole rows
     * @param chosenKey the key among the columns of these
     */
    private Optional<DistributedPlan> late(
            Fragment whole, List<Integer> key, Operator chosen, List<Integer> chosenKey) {
        Set<Integer> needed = new TreeSet<>(key);
        collectNeeded(chosen, whole.id(), needed);
        List<Integer> narrow = List.copyOf(needed);
        int id = plan.fragments().size();
        Operator narrowPlan = Operators.select(whole.plan(), narrow);
        double narrowBytes = whole.estimatedRows() * Widths.of(narrowPlan.fields());
        Fragment early =
                new Fragment(id, narrowPlan, whole.sites(), whole.estimatedRows(), narrowBytes, whole.reductions());
        Step keys = new Step(
                Math.max(
                                KeyEdges.firstInput(id),
                                plan.steps().stream().mapToInt(Step::id).max().orElse(0))
                        + 1,
                keys(received(early), narrow, key, replaced(chosen, whole.id(), early, narrow), chosenKey));
        Fragment late = late(whole, key, keys);
        return pays(whole, early, late, keys) ? Optional.of(with(whole, early, late, keys)) : Optional.empty();
    }

    private static Operator.Receive received(Fragment fragment) {
        return new Operator.Receive(fragment.id(), fragment.plan().fields());
    }

    private static void collectNeeded(Operator operator, int exchange, Set<Integer> needed) {
        if (operator instanceof Operator.Project project
                && project.input() instanceof Operator.Receive receive
                && receive.exchange() == exchange) {
            project.expressions().forEach(e -> needed.addAll(Scalars.columns(e)));
        } else if (operator instanceof Operator.Receive receive && receive.exchange() == exchange) {
            needed.addAll(IntStream.range(0, receive.fields().size()).boxed().toList());
        } else {
            operator.inputs().forEach(input -> collectNeeded(input, exchange, needed));
        }
    }

    /** The same over the narrow rows. */
    private static Operator replaced(Operator operator, int exchange, Fragment early, List<Integer> narrow) {
        if (operator instanceof Operator.Project project
                && project.input() instanceof Operator.Receive receive
                && receive.exchange() == exchange) {
            return Operators.project(
                    received(early),
                    project.expressions().stream()
                            .map(e -> Scalars.remap(e, narrow::indexOf))
                            .toList(),
                    project.names());
        }
        if (operator instanceof Operator.Receive receive && receive.exchange() == exchange) {
            return received(early);
        }
        return operator.withInputs(operator.inputs().stream()
                .map(input -> replaced(input, exchange, early, narrow))
                .toList());
    }

    /** The keys of the first groups, and, where a key is there twice, those of all rows. */
    private static Operator keys(
            Operator.Receive rows, List<Integer> narrow, List<Integer> key, Operator chosen, List<Integer> chosenKey) {
        List<Integer> columns = key.stream().map(narrow::indexOf).toList();
        Field count = new Field("rows", DataType.BIGINT);
        Operator counted = new Operator.Aggregate(
                rows,
                columns,
                List.of(new AggregateCall(AggregateFunction.COUNT, false, List.of(), OptionalInt.empty(), count)));
        Operator twice = new Operator.Filter(
                counted,
                Scalars.call(
                        ScalarFunction.GREATER,
                        DataType.BOOLEAN,
                        new Scalar.ColumnRef(columns.size(), DataType.BIGINT),
                        new Scalar.Literal(1L, DataType.BIGINT)));
        Operator any = new Operator.Sort(
                twice, List.of(), Optional.empty(), Optional.of(new Scalar.Literal(1L, DataType.BIGINT)));
        Operator all =
                Operators.select(new Operator.Join(JoinKind.INNER, rows, any, List.of(), Optional.empty()), columns);
        return new Operator.Union(List.of(Operators.select(chosen, chosenKey), all));
    }

    private Fragment late(Fragment whole, List<Integer> key, Step keys) {
        List<Integer> sent = IntStream.range(0, key.size()).boxed().toList();
        double rows = Math.min(whole.estimatedRows(), first.limit());
        Operator late = KeyFilters.over(withoutKeys(whole.plan()), key, new KeySet.Sent(keys.id(), sent));
        Map<Site, ColumnRange> ranges = known.get(whole.id()).columns().ranges().getOrDefault(key.get(0), Map.of());
        double keyBytes = rows * Widths.of(keys.plan().fields()) * whole.sites().size();
        return new Fragment(
                whole.id(),
                late,
                whole.sites(),
                rows,
                rows * Widths.of(late.fields()),
                List.of(new Reduction(keys.id(), sent, key, ranges, keyBytes)));
    }

    /** Those of the first groups are among the keys that were sent for all. */
    private static Operator withoutKeys(Operator operator) {
        if (operator instanceof Operator.KeyFilter filter) {
            return withoutKeys(filter.input());
        }
        return operator.withInputs(
                operator.inputs().stream().map(LateColumns::withoutKeys).toList());
    }

    private boolean pays(Fragment whole, Fragment early, Fragment late, Step keys) {
        CostParameters prices = rules.cost();
        double keyBytes = late.reductions().get(0).estimatedBytes();
        double bytes = early.estimatedBytes() + late.estimatedBytes() + keyBytes;
        boolean cheaper =
                prices.ofBytes(bytes) + prices.ofRound(late.sites().size()) < prices.ofBytes(whole.estimatedBytes());
        Set<Integer> origins = new HashSet<>();
        keys.needs().forEach(exchange -> collectOrigins(exchange, early, origins));
        return cheaper
                && !origins.contains(whole.id())
                && origins.stream()
                        .map(id -> id == early.id() ? early : plan.fragments().get(id))
                        .allMatch(f -> rules.mayTravel(
                                f.plan(), f.sites().keySet(), late.sites().keySet()));
    }

    /** All fragments whose rows the keys may tell something of. */
    private void collectOrigins(int exchange, Fragment early, Set<Integer> origins) {
        boolean fragment = exchange <= early.id();
        if (fragment && !origins.add(exchange)) {
            return;
        }
        Set<Integer> needs = exchange == early.id() ? early.needs() : plan.needs(exchange);
        needs.forEach(next -> collectOrigins(next, early, origins));
    }

    private DistributedPlan with(Fragment whole, Fragment early, Fragment late, Step keys) {
        List<Fragment> fragments = new ArrayList<>(plan.fragments());
        fragments.set(whole.id(), late);
        fragments.add(early);
        List<Step> steps = new ArrayList<>(plan.steps());
        steps.add(keys);
        List<String> choices = new ArrayList<>(plan.choices());
        choices.add(String.format(
                Locale.ROOT,
                "late columns: fragment %d gets the keys of the first %.0f groups, which fragment %d is enough to find: about"
                        + " %.0f and %.0f bytes of rows instead of %.0f",
                late.id(),
                first.limit(),
                early.id(),
                Math.ceil(early.estimatedBytes()),
                Math.ceil(late.estimatedBytes()),
                Math.ceil(whole.estimatedBytes())));
        return plan.with(fragments, steps, plan.residual(), choices);
    }
}
