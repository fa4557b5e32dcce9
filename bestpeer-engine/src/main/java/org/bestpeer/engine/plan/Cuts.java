package org.bestpeer.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bestpeer.engine.algebra.Operator;
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
        int id = known.size();
        Estimate estimate = sent(part);
        double bytes = estimate.rows() * Widths.of(part.plan().fields());
        Fragment fragment = new Fragment(id, part.plan(), part.sites(), estimate.rows(), bytes, List.of());
        known.add(new KnownFragment(fragment, estimate, part.columns()));
        return new Operator.Receive(id, part.plan().fields());
    }

    /** Bytes that all sites of a part are thought to send. */
    double sentBytes(Part part) {
        return sent(part).rows() * Widths.of(part.plan().fields());
    }

    /** Every owner may have every group, but no more groups than rows; and every owner may have that many top rows. */
    private Estimate sent(Part part) {
        int owners = part.sites().size();
        if (owners > 1 && part.plan() instanceof Operator.Aggregate aggregate) {
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
