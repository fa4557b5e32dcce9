package org.bestpeer.engine.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bestpeer.engine.algebra.KeySet;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.placement.ColumnStatistics;

/**
 * Semi-joins between owners: some fragments run first, and the keys of their rows, or of what is made of them here, are
 * sent along with others, so that these send fewer rows. Again and again the keys that save most are added, until none
 * save more than they cost; none that would make a fragment wait for itself.
 */
final class Reductions {
    /** Keys are not made of more rows than are worth keeping for that. */
    private static final double MOST_SOURCE_BYTES = 8e6;

    /** Of steps and fragments that save much the same, a fragment is there sooner. */
    private static final double STEP_HANDICAP = 0.8;

    private final List<KnownFragment> fragments;
    private final PlanRules rules;
    private final KeyEdges.Found found;
    private final List<KeyEdges.Edge> accepted = new ArrayList<>();
    private final List<String> choices = new ArrayList<>();
    private KeySources sources;

    /** What is thought to be sent when a fragment gets keys, and what that costs. */
    private record Price(double share, double keys, double keyBytes, double with, double without) {}

    private Reductions(List<KnownFragment> fragments, KeyEdges.Found found, PlanRules rules) {
        this.fragments = fragments;
        this.found = found;
        this.rules = rules;
        this.sources = replayed();
    }

    /**
     * The plan with the keys that pay.
     *
     * @param plan as it was
     * @param fragments its fragments
     */
    static DistributedPlan reduced(DistributedPlan plan, List<KnownFragment> fragments, PlanRules rules) {
        List<Operator> plans = fragments.stream().map(f -> f.fragment().plan()).toList();
        KeyEdges.Found found = KeyEdges.of(plan.residual(), plans.size());
        if (!rules.has(PlanRule.KEY_SETS) || found.edges().isEmpty()) {
            return plan;
        }
        Reductions reductions = new Reductions(fragments, Survivors.among(found, plans), rules);
        reductions.acceptAll();
        return reductions.applied(plan);
    }

    private void acceptAll() {
        List<KeyEdges.Edge> simple = found.edges().stream()
                .filter(edge -> Survivors.of(edge, found).isEmpty())
                .toList();
        acceptFrom(simple);
        if (simple.size() < found.edges().size()) {
            acceptFrom(found.edges());
        }
        for (int i = 0; i < accepted.size(); i++) {
            if (isStep(accepted.get(i))) {
                preferFragment(i);
            }
        }
    }

    private void acceptFrom(List<KeyEdges.Edge> edges) {
        Optional<KeyEdges.Edge> best = best(edges);
        while (best.isPresent()) {
            accept(best.get());
            sources = replayed();
            best = best(edges);
        }
    }

    /** Keys of those rows of a fragment that have partners make all its keys superfluous. */
    private void accept(KeyEdges.Edge edge) {
        OptionalInt all = Survivors.of(edge, found);
        accepted.removeIf(e -> all.isPresent()
                && e.source() == all.getAsInt()
                && e.sourceColumns().equals(edge.sourceColumns())
                && e.target() == edge.target()
                && e.targetColumns().equals(edge.targetColumns()));
        accepted.add(edge);
    }

    /** Once a fragment is reduced itself, its keys may do as well as those of a step made of it. */
    private void preferFragment(int number) {
        KeyEdges.Edge step = accepted.get(number);
        double keys = distinct(sources.estimate(step.source()), step.sourceColumns());
        for (KeyEdges.Edge other : found.edges()) {
            boolean same = !isStep(other)
                    && other.target() == step.target()
                    && other.targetColumns().equals(step.targetColumns())
                    && sources.direct(step.source()).contains(other.source())
                    && sources.isRestricted(other.source());
            if (same && distinct(sources.estimate(other.source()), other.sourceColumns()) * STEP_HANDICAP <= keys) {
                accepted.set(number, other);
                sources = replayed();
                return;
            }
        }
    }

    private Optional<KeyEdges.Edge> best(List<KeyEdges.Edge> edges) {
        KeyEdges.Edge best = null;
        double most = 0;
        for (KeyEdges.Edge edge : edges) {
            double saving = saving(edge);
            if (saving > most) {
                best = edge;
                most = saving;
            }
        }
        return Optional.ofNullable(best);
    }

    private double saving(KeyEdges.Edge edge) {
        boolean possible = !accepted.contains(edge)
                && sources.isRestricted(edge.source())
                && sources.bytes(edge.source()) <= MOST_SOURCE_BYTES;
        if (!possible) {
            return 0;
        }
        Fragment target = sources.fragment(edge.target());
        Price price = price(edge, target, sources);
        double saving = (price.without - price.with) * (isStep(edge) ? STEP_HANDICAP : 1);
        boolean may = saving > 0
                && !sources.origins(edge.source()).contains(edge.target())
                && mayTravel(edge.source(), target);
        return may ? saving : 0;
    }

    private boolean isStep(KeyEdges.Edge edge) {
        return found.inputs().containsKey(edge.source());
    }

    private Price price(KeyEdges.Edge edge, Fragment target, KeySources known) {
        Estimate estimate = known.estimate(target.id());
        double keys = distinct(known.estimate(edge.source()), edge.sourceColumns());
        double share = Math.min(1, keys / distinct(estimate, edge.targetColumns()));
        double keyBytes = keys
                * known.width(edge.source(), edge.sourceColumns())
                * target.sites().size();
        double bytes = known.bytes(target.id());
        double waiting = target.needs().isEmpty() ? rules.cost().ofWaiting() : 0;
        return new Price(
                share,
                keys,
                keyBytes,
                rules.cost().ofBytes(bytes * share + keyBytes) + waiting,
                rules.cost().ofBytes(bytes));
    }

    private static double distinct(Estimate estimate, List<Integer> columns) {
        double product = 1;
        for (int column : columns) {
            product *= estimate.distinct(column);
        }
        return Math.max(1, Math.min(product, estimate.rows()));
    }

    /** All fragments with the keys accepted so far, each after those that it waits for. */
    private KeySources replayed() {
        KeySources known = new KeySources(found.inputs());
        choices.clear();
        Map<Integer, KnownFragment> open = new HashMap<>();
        fragments.forEach(s -> open.put(s.id(), s));
        while (!open.isEmpty()) {
            KnownFragment next = open.values().stream()
                    .filter(s -> edgesTo(s).stream()
                            .noneMatch(e -> known.direct(e.source()).stream().anyMatch(open::containsKey)))
                    .min(Comparator.comparingInt(s -> s.id()))
                    .orElseThrow();
            KnownFragment state = next;
            known.add(state.fragment(), state.estimate());
            for (KeyEdges.Edge edge : edgesTo(next)) {
                state = withKeys(state, edge, known);
                known.add(state.fragment(), state.estimate());
            }
            open.remove(next.id());
        }
        return known;
    }

    private List<KeyEdges.Edge> edgesTo(KnownFragment target) {
        return accepted.stream().filter(e -> e.target() == target.id()).toList();
    }

    private KnownFragment withKeys(KnownFragment target, KeyEdges.Edge edge, KeySources known) {
        Fragment before = target.fragment();
        Price price = price(edge, before, known);
        choices.add(String.format(
                Locale.ROOT,
                "semi-join: fragment %d gets keys of %s: about %.0f bytes of keys and %.0f of rows (cost %.2g s)"
                        + " instead of %.0f of rows (cost %.2g s)",
                before.id(),
                (isStep(edge) ? "step " : "fragment ") + edge.source(),
                Math.ceil(price.keyBytes),
                Math.ceil(target.bytes() * price.share),
                price.with,
                Math.ceil(target.bytes()),
                price.without));
        List<Reduction> reductions = new ArrayList<>(before.reductions());
        reductions.add(new Reduction(
                edge.source(),
                edge.sourceColumns(),
                edge.targetColumns(),
                target.columns().ranges().getOrDefault(edge.targetColumns().get(0), Map.of()),
                price.keyBytes));
        Operator plan = KeyFilters.over(
                before.plan(), edge.targetColumns(), new KeySet.Sent(edge.source(), edge.sourceColumns()));
        Estimate estimate = reduced(target.estimate(), edge.targetColumns(), price);
        double rows = estimate.rows();
        return new KnownFragment(before.reduced(plan, rows, reductions), estimate, target.columns());
    }

    private static Estimate reduced(Estimate before, List<Integer> columns, Price price) {
        List<ColumnStatistics> statistics = new ArrayList<>(before.columns());
        for (int column : columns) {
            ColumnStatistics known = statistics.get(column);
            statistics.set(
                    column,
                    new ColumnStatistics(
                            known.min(), known.max(), Math.min(known.distinct(), price.keys), 0, known.histogram()));
        }
        return new Estimate(before.rows() * price.share, statistics);
    }

    private DistributedPlan applied(DistributedPlan plan) {
        List<Fragment> withKeys =
                plan.fragments().stream().map(f -> sources.fragment(f.id())).toList();
        Set<Integer> used = new TreeSet<>();
        withKeys.forEach(f -> used.addAll(f.needs()));
        List<Step> steps = new ArrayList<>();
        Operator residual = cut(plan.residual(), used, steps);
        used.removeAll(steps.stream().map(Step::id).toList());
        found.inputs().forEach((number, input) -> {
            if (used.contains(number)) {
                steps.add(new Step(number, input));
            }
        });
        return plan.with(
                withKeys,
                steps,
                residual,
                Stream.concat(plan.choices().stream(), choices.stream()).toList());
    }

    /** The plan with a Receive for every input of a join whose keys are used. */
    private Operator cut(Operator operator, Set<Integer> used, List<Step> steps) {
        Operator over = operator.withInputs(
                operator.inputs().stream().map(i -> cut(i, used, steps)).toList());
        for (int number : used) {
            if (found.inputs().containsKey(number)
                    && Objects.requireNonNull(found.inputs().get(number)) == operator) {
                steps.add(new Step(number, over));
                return new Operator.Receive(number, over.fields());
            }
        }
        return over;
    }

    /** Whether all whose rows the keys are made of let the owners of the target see them. */
    private boolean mayTravel(int source, Fragment target) {
        return sources.origins(source).stream()
                .map(sources::fragment)
                .allMatch(f -> rules.mayTravel(
                        f.plan(), f.sites().keySet(), target.sites().keySet()));
    }
}
