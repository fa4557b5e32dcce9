package org.bestpeer.engine.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.bestpeer.engine.algebra.JoinKind;
import org.bestpeer.engine.algebra.Operator;

/** What can be said of exchanges whose keys may be sent along. */
final class KeySources {
    private final Map<Integer, Operator> inputs;
    private final Map<Integer, Fragment> fragments = new HashMap<>();
    private final Map<Integer, Estimate> estimates = new HashMap<>();

    /** @param inputs by number: inputs of joins here */
    KeySources(Map<Integer, Operator> inputs) {
        this.inputs = inputs;
    }

    /** Adds a fragment; those that it waits for were added before. */
    void add(Fragment fragment, Estimate estimate) {
        fragments.put(fragment.id(), fragment);
        estimates.put(fragment.id(), estimate);
    }

    Fragment fragment(int id) {
        return Objects.requireNonNull(fragments.get(id));
    }

    Estimate estimate(int exchange) {
        Estimate known = estimates.get(exchange);
        if (known == null) {
            Estimator here = new Estimator(
                    scan -> {
                        throw new IllegalStateException("nothing is scanned here");
                    },
                    receive -> estimate(receive.exchange()));
            known = of(Objects.requireNonNull(inputs.get(exchange)), here);
            estimates.put(exchange, known);
        }
        return known;
    }

    /**
     * Rows with partners: these meet rows by chance, so that some have several and some have none, unless the rows were
     * chosen by their keys.
     */
    private Estimate of(Operator input, Estimator here) {
        Estimate estimate = here.estimate(input);
        if (!(input instanceof Operator.Join join && join.kind() == JoinKind.SEMI)) {
            return estimate;
        }
        Estimate all = here.estimate(join.left());
        boolean chosen = join.left() instanceof Operator.Receive left
                && join.right() instanceof Operator.Receive right
                && fragments.containsKey(left.exchange())
                && fragment(left.exchange()).needs().contains(right.exchange());
        double each = all.rows() == 0 ? 0 : estimate.rows() / all.rows();
        return chosen ? all : estimate.withRows(all.rows() * (1 - Math.exp(-each)));
    }

    double bytes(int exchange) {
        return estimate(exchange).rows() * Widths.of(plan(exchange).fields());
    }

    private Operator plan(int exchange) {
        Operator input = inputs.get(exchange);
        return input == null ? fragment(exchange).plan() : input;
    }

    /** The columns' share of bytes in a row. */
    double width(int exchange, List<Integer> columns) {
        Operator plan = plan(exchange);
        return columns.stream()
                .mapToInt(c -> Widths.of(plan.fields().get(c).type()))
                .sum();
    }

    /** Whether something is asked of its rows: all keys of a table leave nothing out of another that refers to it. */
    boolean isRestricted(int exchange) {
        return isRestricted(plan(exchange));
    }

    private boolean isRestricted(Operator operator) {
        boolean restricts = operator instanceof Operator.Filter
                || operator instanceof Operator.KeyFilter
                || (operator instanceof Operator.Sort sort && sort.limit().isPresent())
                || (operator instanceof Operator.Join join && join.kind() == JoinKind.SEMI);
        return restricts
                || (operator instanceof Operator.Receive receive && isRestricted(receive.exchange()))
                || (operator instanceof Operator.Shuffled shuffled && isRestricted(shuffled.exchange()))
                || operator.inputs().stream().anyMatch(this::isRestricted);
    }

    /** The fragments that must have come before it is there. */
    Set<Integer> direct(int exchange) {
        Operator input = inputs.get(exchange);
        Set<Integer> direct = new TreeSet<>();
        if (input == null) {
            direct.add(exchange);
        } else {
            Operators.receives(input).forEach(r -> direct.add(r.exchange()));
        }
        return direct;
    }

    /** The same, with those for which they wait in turn: all whose rows it may tell something of. */
    Set<Integer> origins(int exchange) {
        Set<Integer> origins = new TreeSet<>();
        collectOrigins(exchange, origins);
        return origins;
    }

    private void collectOrigins(int exchange, Set<Integer> origins) {
        for (int fragment : direct(exchange)) {
            if (origins.add(fragment)) {
                fragment(fragment).sources().forEach(id -> collectOrigins(id, origins));
            }
        }
    }
}
