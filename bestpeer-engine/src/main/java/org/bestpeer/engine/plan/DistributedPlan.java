package org.bestpeer.engine.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.placement.Site;

/**
 * A bound plan cut into what runs at the owners and what runs here.
 *
 * @param fragments what runs at the owners
 * @param steps parts of the residual plan that run before it
 * @param residual what runs here; its {@link Operator.Receive}s name the fragments and steps by number
 * @param choices what was chosen among several ways, and why
 * @param reasons why something was not pushed to the owners
 * @param pruned owners that need not be asked
 */
public record DistributedPlan(
        List<Fragment> fragments,
        List<Step> steps,
        Operator residual,
        List<String> choices,
        List<String> reasons,
        List<Pruned> pruned) {
    public DistributedPlan {
        fragments = List.copyOf(fragments);
        steps = List.copyOf(steps);
        choices = List.copyOf(choices);
        reasons = List.copyOf(reasons);
        pruned = List.copyOf(pruned);
    }

    DistributedPlan withChoice(String choice) {
        List<String> all = new ArrayList<>(List.of(choice));
        all.addAll(choices);
        return with(fragments, steps, residual, all);
    }

    DistributedPlan with(
            List<Fragment> newFragments, List<Step> newSteps, Operator newResidual, List<String> newChoices) {
        return new DistributedPlan(newFragments, newSteps, newResidual, newChoices, reasons, pruned);
    }

    /** Whether a step's rows are read for their keys alone. */
    public boolean isForKeys(Step step) {
        return Stream.concat(Stream.of(residual), steps.stream().map(Step::plan))
                .flatMap(p -> Operators.receives(p).stream())
                .noneMatch(r -> r.exchange() == step.id());
    }

    /** The fragment that reads the rows of a repartitioned one; none if it turned out that there is nothing to read. */
    public Optional<Fragment> reader(Fragment repartitioned) {
        return fragments.stream()
                .filter(f -> Operators.shuffled(f.plan()).contains(repartitioned.id()))
                .findFirst();
    }

    /** What an exchange waits for. */
    Set<Integer> needs(int exchange) {
        return exchange < fragments.size()
                ? fragments.get(exchange).needs()
                : steps.stream()
                        .filter(s -> s.id() == exchange)
                        .findFirst()
                        .map(Step::needs)
                        .orElseThrow();
    }

    /** An exchange as people call it. */
    String name(int exchange) {
        return (exchange < fragments.size() ? "fragment " : "step ") + exchange;
    }

    /** How many fragments run one after the other. */
    public int rounds() {
        return PlanCost.rounds(this);
    }

    /** Where the rows of a fragment come from and go to, at each of its sites. */
    public Map<Site, Routes> routes(Fragment fragment) {
        Optional<Routes.Output> output = fragment.partitioning().flatMap(by -> reader(fragment)
                .map(r -> new Routes.Output(by, List.copyOf(r.sites().keySet()))));
        Set<Site> destinations = destinations(fragment);
        Map<Integer, List<Site>> sources = new TreeMap<>();
        Operators.shuffled(fragment.plan())
                .forEach(exchange -> sources.put(
                        exchange, List.copyOf(fragments.get(exchange).sites().keySet())));
        Map<Site, Routes> routes = new LinkedHashMap<>();
        for (Site site : fragment.sites().keySet()) {
            int part = routes.size();
            Map<Integer, Routes.Input> inputs = new TreeMap<>();
            sources.forEach((exchange, sites) -> inputs.put(
                    exchange, new Routes.Input(sites, fragments.get(exchange).tables(), part)));
            routes.put(site, new Routes(destinations, output, inputs));
        }
        return routes;
    }

    /** The sites to which rows of a fragment, or keys made of them, are sent along with other fragments. */
    Set<Site> destinations(Fragment fragment) {
        Set<Integer> reached = new TreeSet<>(Set.of(fragment.id()));
        Set<Site> destinations = new LinkedHashSet<>();
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Step step : steps) {
                grown |= step.needs().stream().anyMatch(reached::contains) && reached.add(step.id());
            }
            for (Fragment other : fragments) {
                if (!reached.contains(other.id()) && other.sources().stream().anyMatch(reached::contains)) {
                    destinations.addAll(other.sites().keySet());
                    grown |= reached.add(other.id());
                }
            }
        }
        return destinations;
    }
}
