package org.bestpeer.engine.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.bestpeer.engine.algebra.EquiKey;
import org.bestpeer.engine.algebra.JoinKind;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.placement.Statistics;

/**
 * Orders inner joins: again and again the two relations whose join is thought to be smallest are joined; relations
 * without a condition between them only when nothing else is left. The smaller side goes to the right, where hash
 * tables are built.
 */
public final class JoinOrder {
    private final Estimator estimator;
    private final Optional<Predicate<Operator>> together;

    public JoinOrder(Statistics statistics) {
        this.estimator = new Estimator(scan -> statistics.of(scan.table()));
        this.together = Optional.empty();
    }

    /**
     * An order for joins whose places are known: what can be joined at the owners is joined first, and no join keeps a
     * column that nothing above it reads.
     *
     * @param together whether a plan runs whole at the owners
     */
    JoinOrder(Estimator estimator, Predicate<Operator> together) {
        this.estimator = estimator;
        this.together = Optional.of(together);
    }

    /** The same relation with every group of inner joins in a good order. */
    public Operator order(Operator operator) {
        if (JoinCluster.isPart(operator)) {
            return reorder(operator);
        }
        Operator over =
                operator.withInputs(operator.inputs().stream().map(this::order).toList());
        if (over instanceof Operator.Filter filter) {
            return Operators.filter(filter.input(), Conditions.factored(Scalars.conjuncts(filter.condition())));
        }
        return over;
    }

    private Operator reorder(Operator top) {
        JoinCluster cluster = new JoinCluster(top, this::order);
        List<Scalar> conditions = new ArrayList<>(Conditions.transitive(Conditions.factored(cluster.conditions)));
        List<Scalar> implied = new ArrayList<>();
        conditions.forEach(c -> implied.addAll(Conditions.impliedPerLeaf(c, cluster::leafOf)));
        conditions.addAll(implied);
        List<Component> components = new ArrayList<>();
        for (int i = 0; i < cluster.leaves.size(); i++) {
            components.add(leaf(cluster, i, conditions));
        }
        while (components.size() > 1) {
            joinBestPair(components, conditions, cluster.outputs);
        }
        Component all = components.get(0);
        List<Scalar> outputs = cluster.outputs.stream().map(all::local).toList();
        List<Scalar> left = conditions.stream().map(all::local).toList();
        return Operators.project(
                Operators.filter(all.plan, left),
                outputs,
                top.fields().stream().map(f -> f.name()).toList());
    }

    private Component leaf(JoinCluster cluster, int index, List<Scalar> conditions) {
        Operator plan = cluster.leaves.get(index);
        int start = cluster.starts.get(index);
        List<Integer> columns = new ArrayList<>();
        for (int i = 0; i < plan.fields().size(); i++) {
            columns.add(start + i);
        }
        Component bare = new Component(plan, columns, estimator.estimate(plan));
        List<Scalar> own = conditions.stream()
                .filter(c -> Conditions.leaves(c, cluster::leafOf).equals(Set.of(index)))
                .toList();
        conditions.removeAll(own);
        if (own.isEmpty()) {
            return bare;
        }
        Operator filtered = Operators.filter(plan, own.stream().map(bare::local).toList());
        return new Component(filtered, columns, estimator.estimate(filtered));
    }

    private void joinBestPair(List<Component> components, List<Scalar> conditions, List<Scalar> outputs) {
        Candidate best = null;
        for (int i = 0; i < components.size(); i++) {
            for (int j = i + 1; j < components.size(); j++) {
                Candidate candidate = Candidate.of(components.get(i), components.get(j), conditions, together);
                if (best == null || candidate.isBetterThan(best)) {
                    best = candidate;
                }
            }
        }
        if (best == null) {
            throw new IllegalStateException("fewer than two relations to join");
        }
        conditions.removeAll(best.conditions);
        components.remove(best.left);
        components.remove(best.right);
        Component joined = best.join();
        components.add(together.isPresent() ? narrow(joined, conditions, outputs) : joined);
    }

    private static Component narrow(Component wide, List<Scalar> conditions, List<Scalar> outputs) {
        Set<Integer> needed = new HashSet<>();
        conditions.forEach(c -> needed.addAll(Scalars.columns(c)));
        outputs.forEach(o -> needed.addAll(Scalars.columns(o)));
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < wide.columns.size(); i++) {
            if (needed.contains(wide.columns.get(i))) {
                kept.add(i);
            }
        }
        if (kept.isEmpty()) {
            kept.add(0);
        }
        return new Component(
                Operators.select(wide.plan, kept),
                kept.stream().map(wide.columns::get).toList(),
                new Estimate(
                        wide.estimate.rows(),
                        kept.stream().map(wide.estimate.columns()::get).toList()));
    }

    /** A relation over some columns of the cluster. */
    private record Component(Operator plan, List<Integer> columns, Estimate estimate) {
        Scalar local(Scalar condition) {
            return Scalars.remap(condition, columns::indexOf);
        }
    }

    private record Candidate(
            Component left,
            Component right,
            List<Scalar> conditions,
            boolean connected,
            boolean together,
            Estimate estimate) {
        static Candidate of(Component a, Component b, List<Scalar> conditions, Optional<Predicate<Operator>> together) {
            boolean swap = a.estimate.rows() < b.estimate.rows();
            Component left = swap ? b : a;
            Component right = swap ? a : b;
            List<Integer> columns = new ArrayList<>(left.columns);
            columns.addAll(right.columns);
            List<Scalar> usable = conditions.stream()
                    .filter(c -> columns.containsAll(Scalars.columns(c)))
                    .toList();
            List<EquiKey> keys = new ArrayList<>();
            List<Scalar> rest = new ArrayList<>();
            for (Scalar condition : usable) {
                Scalar local = Scalars.remap(condition, columns::indexOf);
                if (Scalars.isCall(local, ScalarFunction.EQUAL)
                        && ((Scalar.Call) local).arguments().get(0) instanceof Scalar.ColumnRef x
                        && ((Scalar.Call) local).arguments().get(1) instanceof Scalar.ColumnRef y) {
                    int width = left.columns.size();
                    keys.add(new EquiKey(Math.min(x.index(), y.index()), Math.max(x.index(), y.index()) - width));
                } else {
                    rest.add(local);
                }
            }
            Estimate estimate =
                    Estimator.joined(JoinKind.INNER, left.estimate, right.estimate, keys, Scalars.and(rest));
            boolean single = right.estimate.rows() <= 1;
            boolean equi = usable.stream().anyMatch(c -> Scalars.isCall(c, ScalarFunction.EQUAL));
            Candidate candidate =
                    new Candidate(left, right, usable, equi || (single && !usable.isEmpty()), false, estimate);
            boolean local = equi && together.isPresent() && together.get().test(candidate.join().plan);
            return local ? new Candidate(left, right, usable, true, true, estimate) : candidate;
        }

        boolean isBetterThan(Candidate other) {
            if (together != other.together) {
                return together;
            }
            if (connected != other.connected) {
                return connected;
            }
            return estimate.rows() < other.estimate.rows();
        }

        Component join() {
            List<Integer> columns = new ArrayList<>(left.columns);
            columns.addAll(right.columns);
            List<Scalar> local = conditions.stream()
                    .map(c -> Scalars.remap(c, columns::indexOf))
                    .toList();
            return new Component(JoinBuilder.join(JoinKind.INNER, left.plan, right.plan, local), columns, estimate);
        }
    }
}
