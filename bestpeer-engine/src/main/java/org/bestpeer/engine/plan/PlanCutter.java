package org.bestpeer.engine.plan;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.bestpeer.engine.algebra.JoinKind;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.algebra.SortKey;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.engine.catalog.TableKind;
import org.bestpeer.engine.placement.Placement;
import org.bestpeer.engine.placement.Site;
import org.bestpeer.engine.placement.TableStatistics;
import org.bestpeer.engine.type.DataType;

/**
 * Cuts a bound plan into fragments for the owners and a residual plan for here, from the scans upwards: whatever can
 * run at the owners does, and where it ends an exchange is put. One object cuts one plan.
 */
final class PlanCutter implements Operator.Handler<PlanCutter.Placed> {
    private final Catalog catalog;
    private final List<Placement> placements;
    private final IdentityHashMap<Operator.Scan, Placement> byScan = new IdentityHashMap<>();
    private final Cuts cuts;
    private final PlanRules rules;
    private final Replication replication;
    private final Repartition repartition;
    private final Set<String> reasons = new LinkedHashSet<>();
    private final Set<Pruned> pruned = new LinkedHashSet<>();
    private final IdentityHashMap<Operator.Aggregate, Set<Integer>> keyed = new IdentityHashMap<>();
    private int nextScan;

    /** @param placements where the rows of each of the scans of shared tables live, from left to right */
    PlanCutter(Catalog catalog, List<Placement> placements, PlanRules rules, PartitionStatistics statistics) {
        this.catalog = catalog;
        this.placements = placements;
        this.rules = rules;
        IdentityHashMap<Placement, TableStatistics> known = new IdentityHashMap<>();
        this.cuts = new Cuts(scan -> {
            Placement placement = byScan.get(scan);
            return placement == null ? TableStatistics.UNKNOWN : known.computeIfAbsent(placement, statistics::whole);
        });
        this.replication = new Replication(rules, cuts);
        this.repartition = new Repartition(rules, cuts);
    }

    DistributedPlan cut(Operator bound) {
        Operator residual = gathered(bound.dispatch(this));
        return new DistributedPlan(
                cuts.fragments(), List.of(), residual, List.of(), List.copyOf(reasons), List.copyOf(pruned));
    }

    /** The fragments that were cut, and what is known of them. */
    List<KnownFragment> known() {
        return cuts.known();
    }

    /** A plan on its way up: at sites, in one or more parts whose rows go together, or here. */
    sealed interface Placed {}

    private record Remote(List<Part> parts) implements Placed {}

    private record Here(Operator plan) implements Placed {}

    private static Placed remote(Part part) {
        return new Remote(List.of(part));
    }

    @Override
    public Placed onScan(Operator.Scan scan) {
        if (scan.isOfSystemTable()) {
            return new Here(scan);
        }
        Placement placement = placements.get(nextScan++);
        byScan.put(scan, placement);
        prune(scan.table(), placement.pruned(), Pruned.Reason.RANGES);
        if (placement.partitions().isEmpty()) {
            return new Here(Operators.empty(scan.fields()));
        }
        boolean reference = catalog.table(scan.table())
                .map(t -> t.kind() == TableKind.REFERENCE)
                .orElse(false);
        return remote(
                reference
                        ? Part.reference(scan, placement.partitions())
                        : Part.partitioned(scan, placement.partitions()));
    }

    @Override
    public Placed onValues(Operator.Values values) {
        return new Here(values);
    }

    @Override
    public Placed onReceive(Operator.Receive receive) {
        return new Here(receive);
    }

    @Override
    public Placed onFilter(Operator.Filter filter) {
        return pushed(filter);
    }

    @Override
    public Placed onProject(Operator.Project project) {
        return pushed(project);
    }

    private Placed pushed(Operator operator) {
        return pushed(operator, operator.inputs().get(0).dispatch(this));
    }

    private Placed pushed(Operator operator, Placed input) {
        if (input instanceof Remote && Operators.readsOuterRow(operator)) {
            return new Here(over(operator).apply(gathered(input)));
        }
        if (input instanceof Remote remote) {
            return new Remote(remote.parts.stream().map(p -> p.over(operator)).toList());
        }
        Operator here = ((Here) input).plan;
        return new Here(
                Operators.isEmpty(here)
                        ? Operators.empty(operator.fields())
                        : over(operator).apply(here));
    }

    private static UnaryOperator<Operator> over(Operator operator) {
        return input -> operator.withInputs(List.of(input));
    }

    @Override
    public Placed onAggregate(Operator.Aggregate aggregate) {
        Placed input = aggregate.input().dispatch(this);
        if (input instanceof Here here
                && Operators.isEmpty(here.plan)
                && !aggregate.groupKeys().isEmpty()) {
            return new Here(Operators.empty(aggregate.fields()));
        }
        if (!(input instanceof Remote remote)) {
            return new Here(over(aggregate).apply(gathered(input)));
        }
        if (isAtOneSite(remote)) {
            return remote(remote.parts.get(0).grouped(aggregate));
        }
        Optional<Part> complete = completeAtOwners(aggregate, remote);
        if (complete.isPresent()) {
            return remote(complete.get());
        }
        Optional<PartialAggregate> split = PartialAggregate.of(aggregate);
        if (split.isEmpty() || !rules.has(PlanRule.PARTIAL_AGGREGATION)) {
            reasons.add("aggregate of " + tables(aggregate)
                    + " computed here: its DISTINCT or statistical functions cannot be put together from parts");
            return new Here(over(aggregate).apply(gathered(input)));
        }
        List<Part> parts =
                remote.parts.stream().map(p -> p.with(split.get()::atOwner)).toList();
        return new Here(split.get().here(gathered(new Remote(parts))));
    }

    /** Where no two owners have rows of one group, each computes its groups whole. */
    private Optional<Part> completeAtOwners(Operator.Aggregate aggregate, Remote remote) {
        if (remote.parts.size() != 1 || !rules.has(PlanRule.COLOCATION)) {
            return Optional.empty();
        }
        Part part = remote.parts.get(0);
        for (int i = 0; i < aggregate.groupKeys().size(); i++) {
            int column = aggregate.groupKeys().get(i);
            if (part.isDivided(column)) {
                if (part.isParted(column) || part.columns().notNull().contains(column)) {
                    return Optional.of(part.grouped(aggregate));
                }
                if (keyed.getOrDefault(aggregate, Set.of()).contains(i)) {
                    DataType type = part.plan().fields().get(column).type();
                    Scalar present = Scalars.call(
                            ScalarFunction.IS_NOT_NULL, DataType.BOOLEAN, new Scalar.ColumnRef(column, type));
                    return Optional.of(
                            part.over(new Operator.Filter(part.plan(), present)).grouped(aggregate));
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public Placed onSort(Operator.Sort sort) {
        Placed input = sort.input().dispatch(this);
        if (!(input instanceof Remote remote)) {
            return new Here(over(sort).apply(gathered(input)));
        }
        if (isAtOneSite(remote)) {
            return remote(remote.parts.get(0).reduced(over(sort)));
        }
        Optional<Scalar.Literal> first = firstRows(sort);
        if (first.isEmpty() || !rules.has(PlanRule.FIRST_ROWS)) {
            return new Here(over(sort).apply(gathered(input)));
        }
        List<SortKey> keys = sort.keys();
        List<Part> parts = remote.parts.stream()
                .map(p ->
                        p.with(plan -> new Operator.Sort(plan, keys, Optional.empty(), first.map(Scalar.class::cast))))
                .toList();
        return new Here(over(sort).apply(gathered(new Remote(parts))));
    }

    @Override
    public Placed onWindow(Operator.Window window) {
        Placed input = window.input().dispatch(this);
        if (input instanceof Here here && Operators.isEmpty(here.plan)) {
            return new Here(Operators.empty(window.fields()));
        }
        if (input instanceof Remote remote && isAtOneSite(remote)) {
            return remote(remote.parts.get(0).with(over(window)));
        }
        return new Here(over(window).apply(gathered(input)));
    }

    /** How many rows of each owner can be among the result. */
    static Optional<Scalar.Literal> firstRows(Operator.Sort sort) {
        long offset = sort.offset().map(PlanCutter::count).orElse(0L);
        long limit = sort.limit().map(PlanCutter::count).orElse(-1L);
        boolean bounded = offset >= 0 && limit >= 0 && offset <= Long.MAX_VALUE - limit;
        return bounded ? Optional.of(new Scalar.Literal(offset + limit, DataType.BIGINT)) : Optional.empty();
    }

    private static long count(Scalar scalar) {
        return scalar instanceof Scalar.Literal literal && literal.value() instanceof Number number
                ? number.longValue()
                : -1;
    }

    @Override
    public Placed onJoin(Operator.Join join) {
        if (!JoinRegion.isPart(join)) {
            return joined(join, join.left().dispatch(this), join.right().dispatch(this));
        }
        JoinRegion region = new JoinRegion(join);
        keyed.putAll(region.keyed());
        List<Placed> inputs =
                region.inputs().stream().map(i -> i.dispatch(this)).toList();
        List<Optional<Part>> parts = inputs.stream().map(PlanCutter::onlyPart).toList();
        List<Estimate> estimates =
                region.inputs().stream().map(cuts.estimator()::estimate).toList();
        return combined(new Colocation(parts, estimates).arranged(region.tree()), inputs);
    }

    private static Optional<Part> onlyPart(Placed placed) {
        return placed instanceof Remote remote && remote.parts.size() == 1
                ? Optional.of(remote.parts.get(0))
                : Optional.empty();
    }

    private Placed combined(Operator operator, List<Placed> inputs) {
        if (operator instanceof Operator.Receive receive) {
            return inputs.get(receive.exchange());
        }
        Placed first = combined(operator.inputs().get(0), inputs);
        return operator instanceof Operator.Join join
                ? joined(join, first, combined(join.right(), inputs))
                : pushed(operator, first);
    }

    private Placed joined(Operator.Join join, Placed left, Placed right) {
        if (isEmptyJoin(join.kind(), isEmpty(left), isEmpty(right))) {
            return new Here(Operators.empty(join.fields()));
        }
        if (left instanceof Remote l
                && right instanceof Remote r
                && !Operators.readsOuterRow(join)
                && l.parts.size() == 1
                && r.parts.size() == 1) {
            Optional<Part> together =
                    rules.has(PlanRule.COLOCATION) ? l.parts.get(0).joined(join, r.parts.get(0)) : Optional.empty();
            if (together.isPresent()) {
                return atOwners(together.get(), List.of(l.parts.get(0), r.parts.get(0)));
            }
            Optional<Part> sending = sending(join, l.parts.get(0), r.parts.get(0));
            if (sending.isPresent()) {
                return remote(sending.get());
            }
            reasons.add("join of %s with %s computed here: their rows are not known to live together"
                    .formatted(
                            tables(l.parts.get(0).plan()), tables(r.parts.get(0).plan())));
        }
        return new Here(join.withInputs(List.of(gathered(left), gathered(right))));
    }

    /** The join at some peers, to which rows of others are sent. */
    private Optional<Part> sending(Operator.Join join, Part left, Part right) {
        Optional<Part> replicated = rules.has(PlanRule.REPLICATION)
                ? replication
                        .sides(join, left, right)
                        .map(sides -> sides.joined(join, cuts.add(sides.sent().settled())))
                : Optional.empty();
        return replicated.isPresent() || !rules.has(PlanRule.REPARTITION)
                ? replicated
                : repartition.joined(join, left, right);
    }

    private Placed atOwners(Part join, List<Part> sides) {
        for (Part side : sides) {
            if (!side.anyOne()) {
                Set<Site> unneeded = new LinkedHashSet<>(side.sites().keySet());
                unneeded.removeAll(join.sites().keySet());
                Operators.scans(side.plan()).forEach(scan -> prune(scan.table(), unneeded, Pruned.Reason.NO_PARTNERS));
            }
        }
        return join.sites().isEmpty() ? new Here(Operators.empty(join.plan().fields())) : remote(join);
    }

    private void prune(String table, Collection<Site> sites, Pruned.Reason reason) {
        if (!sites.isEmpty()) {
            pruned.add(new Pruned(table, new LinkedHashSet<>(sites), reason));
        }
    }

    private static boolean isEmptyJoin(JoinKind kind, boolean left, boolean right) {
        return switch (kind) {
            case INNER, SEMI -> left || right;
            case LEFT, ANTI -> left;
            case RIGHT -> right;
            case FULL -> left && right;
        };
    }

    private static boolean isEmpty(Placed placed) {
        return placed instanceof Here here && Operators.isEmpty(here.plan);
    }

    @Override
    public Placed onApply(Operator.Apply apply) {
        Placed left = apply.left().dispatch(this);
        Placed right = apply.right().dispatch(this);
        return new Here(apply.withInputs(List.of(gathered(left), gathered(right))));
    }

    @Override
    public Placed onKeyFilter(Operator.KeyFilter filter) {
        return new Here(over(filter).apply(gathered(filter.input().dispatch(this))));
    }

    @Override
    public Placed onRows(Operator.Rows rows) {
        return new Here(rows);
    }

    @Override
    public Placed onShuffled(Operator.Shuffled shuffled) {
        return new Here(shuffled);
    }

    @Override
    public Placed onUnion(Operator.Union union) {
        List<Placed> inputs = union.inputs().stream().map(i -> i.dispatch(this)).toList();
        if (!inputs.stream().allMatch(i -> i instanceof Remote)) {
            return new Here(union.withInputs(inputs.stream().map(this::gathered).toList()));
        }
        List<Part> parts =
                inputs.stream().flatMap(i -> ((Remote) i).parts.stream()).toList();
        return parts.stream().allMatch(Part::isAtOneSite) ? unionOfSingles(union, parts) : new Remote(parts);
    }

    private static Placed unionOfSingles(Operator.Union union, List<Part> parts) {
        List<Part> settled = parts.stream().map(Part::settled).toList();
        Set<Site> sites =
                settled.stream().flatMap(p -> p.sites().keySet().stream()).collect(Collectors.toSet());
        if (sites.size() != 1 || parts.size() != union.inputs().size()) {
            return new Remote(parts);
        }
        Map<String, Long> versions = new LinkedHashMap<>();
        settled.forEach(p -> p.sites().values().forEach(versions::putAll));
        Operator plan = union.withInputs(settled.stream().map(Part::plan).toList());
        return remote(new Part(plan, Map.of(sites.iterator().next(), versions), false, PartColumns.NONE));
    }

    private static boolean isAtOneSite(Remote remote) {
        return remote.parts.size() == 1 && remote.parts.get(0).isAtOneSite();
    }

    private static String tables(Operator operator) {
        return Operators.scans(operator).stream()
                .map(Operator.Scan::table)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** The plan here: an exchange is put over every part that is not. */
    private Operator gathered(Placed placed) {
        if (placed instanceof Here here) {
            return here.plan;
        }
        List<Operator> received = ((Remote) placed)
                .parts.stream().<Operator>map(p -> cuts.add(p.settled())).toList();
        return received.size() == 1 ? received.get(0) : new Operator.Union(received);
    }
}
