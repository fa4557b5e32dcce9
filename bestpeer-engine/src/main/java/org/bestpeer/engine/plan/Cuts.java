package org.bestpeer.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Partitioning;
import org.bestpeer.engine.placement.Site;
import org.bestpeer.engine.placement.TableStatistics;

/** The fragments that were cut out of one plan so far. */
final class Cuts {
    private static final double UNKNOWN_ROWS = 1000;

    private final List<KnownFragment> known = new ArrayList<>();
    private final Estimator estimator;

    /** @param tables what is known of the tables that scans read */
    Cuts(Function<Operator.Scan, TableStatistics> tables) {
        this.estimator = new Estimator(
                tables,
                receive -> receive.exchange() < known.size()
                        ? known.get(receive.exchange()).estimate()
                        : Estimator.unknown(UNKNOWN_ROWS, receive.fields().size()));
    }

    /** Of plans over the scans and the fragments. */
    Estimator estimator() {
        return estimator;
    }

    /** By number. */
    List<KnownFragment> known() {
        return List.copyOf(known);
    }

    /** By number. */
    List<Fragment> fragments() {
        return known.stream().map(KnownFragment::fragment).toList();
    }

    Fragment fragment(int number) {
        return known.get(number).fragment();
    }

    /** What stands for the part's rows in the rest of the plan. */
    Operator.Receive add(Part part) {
        return new Operator.Receive(add(part, Optional.empty()), part.plan().fields());
    }

    /** What stands for those of the part's rows that fall to each site of another part. */
    Operator.Shuffled add(Part part, Partitioning partitioning) {
        return new Operator.Shuffled(
                add(part, Optional.of(partitioning)), part.plan().fields());
    }

    private int add(Part part, Optional<Partitioning> partitioning) {
        int id = known.size();
        Estimate estimate = sent(part);
        double bytes = estimate.rows() * Widths.of(part.plan().fields());
        Fragment fragment =
                new Fragment(id, part.plan(), part.sites(), estimate.rows(), bytes, List.of(), partitioning);
        known.add(new KnownFragment(fragment, estimate, part.columns()));
        return id;
    }

    /** All fragments whose rows, or something made of them, a plan reads, those behind other fragments among them. */
    Set<Integer> behind(Operator plan) {
        Set<Integer> found = new TreeSet<>();
        collectBehind(plan, found);
        return found;
    }

    /** Whether all whose rows are in a part let the companies of these sites see them. */
    boolean mayTravel(Part part, Set<Site> to, PlanRules rules) {
        return rules.mayTravel(part.plan(), part.sites().keySet(), to)
                && behind(part.plan()).stream()
                        .map(this::fragment)
                        .allMatch(f -> rules.mayTravel(f.plan(), f.sites().keySet(), to));
    }

    private void collectBehind(Operator plan, Set<Integer> found) {
        Set<Integer> direct = new TreeSet<>(Operators.shuffled(plan));
        Operators.receives(plan).forEach(r -> direct.add(r.exchange()));
        for (int exchange : direct) {
            if (found.add(exchange)) {
                collectBehind(fragment(exchange).plan(), found);
            }
        }
    }

    /** Bytes that all sites of a part are thought to send. */
    double sentBytes(Part part) {
        return sent(part).rows() * Widths.of(part.plan().fields());
    }

    private static boolean mayRepeatGroups(Part part, Operator.Aggregate aggregate) {
        return IntStream.range(0, aggregate.groupKeys().size()).noneMatch(part::isDivided);
    }

    /** Every owner may have every group, but no more groups than rows; and every owner may have that many top rows. */
    private Estimate sent(Part part) {
        int owners = part.sites().size();
        if (owners > 1 && part.plan() instanceof Operator.Aggregate aggregate && mayRepeatGroups(part, aggregate)) {
            return estimator.groupedAtOwners(aggregate, owners);
        }
        Estimate rows = estimator.estimate(part.plan());
        if (owners > 1 && part.plan() instanceof Operator.Sort sort) {
            double input = estimator.estimate(sort.input()).rows();
            return rows.withRows(Math.min(rows.rows() * owners, Math.max(rows.rows(), input)));
        }
        return rows;
    }
}
