package org.bestpeer.overlay.tree;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bestpeer.overlay.PeerId;
import org.jspecify.annotations.Nullable;

/** One search for the next step of balance, over the loads as they are. Numbers of peers are ranks in key order. */
final class Balancing {
    /** How many light peers are tried: so many of the nearest, and as many of the lightest. */
    private static final int TRIED = 4;

    private final Tree tree;
    private final Predicate<PeerId> usable;
    private final Balancer balancer;
    private final List<PeerId> peers;
    private final long[] loads;
    private final double mean;
    private @Nullable List<Integer> lightest;

    Balancing(Tree tree, ToLongFunction<PeerId> load, Predicate<PeerId> usable, Balancer balancer) {
        this.tree = tree;
        this.usable = usable;
        this.balancer = balancer;
        this.peers = tree.inOrder();
        this.loads = peers.stream().mapToLong(load).toArray();
        this.mean = LongStream.of(loads).average().orElse(0);
    }

    Optional<Balancer.Advice> advise() {
        double limit = limit(balancer.trigger());
        if (LongStream.of(loads).noneMatch(load -> load > limit)) {
            return Optional.empty();
        }
        // The heaviest may be out of reach of all light ones. Then those between make room first, though by themselves
        // they are not heavy enough to be relieved.
        double lower = limit(balancer.yielding());
        return IntStream.range(0, loads.length)
                .filter(rank -> loads[rank] > lower && isUsable(rank))
                .boxed()
                .sorted(Comparator.comparingLong((Integer rank) -> loads[rank]).reversed())
                .flatMap(heavy -> relieve(heavy, limit).stream())
                .findFirst();
    }

    private double limit(double timesMean) {
        return Math.max((double) balancer.least(), timesMean * mean);
    }

    private Optional<Balancer.Advice> relieve(int heavy, double limit) {
        int neighbour = lighterNeighbour(heavy);
        if (neighbour < 0 || !isWorthwhile(heavy, gainOfSharing(heavy, neighbour))) {
            return relocate(heavy);
        }
        Balancer.Advice shift = shift(heavy, neighbour);
        boolean settles = loads[heavy] + loads[neighbour] < 1.5 * limit;
        return settles ? Optional.of(shift) : relocate(heavy).or(() -> Optional.of(shift));
    }

    private boolean isUsable(int rank) {
        return rank >= 0 && rank < loads.length && usable.test(peers.get(rank));
    }

    /** The rank of the usable one with less load, or -1. */
    private int lighterNeighbour(int rank) {
        boolean before = isUsable(rank - 1);
        boolean after = isUsable(rank + 1);
        if (before && (!after || loads[rank - 1] <= loads[rank + 1])) {
            return rank - 1;
        }
        return after ? rank + 1 : -1;
    }

    /** By how much the sum of squares falls if two share evenly. */
    private double gainOfSharing(int heavy, int light) {
        double difference = Math.max(0, loads[heavy] - loads[light]);
        return difference * difference / 2;
    }

    /** By how much it falls if the heavy one shares with the light one, whose load goes to its lighter neighbour. */
    private double gainOfRelocating(int heavy, int light) {
        return (double) loads[heavy] * loads[heavy] / 2 - burden(light);
    }

    /** By how much the sum of squares rises when a peer leaves; without end if nobody could take its load. */
    private double burden(int light) {
        int heir = lighterNeighbour(light);
        return heir < 0 ? Double.POSITIVE_INFINITY : 2.0 * loads[light] * loads[heir];
    }

    private boolean isWorthwhile(int heavy, double gain) {
        return gain >= (double) loads[heavy] * loads[heavy] / 16;
    }

    private Balancer.Advice shift(int heavy, int light) {
        double share = (loads[heavy] - loads[light]) / (2.0 * loads[heavy]);
        PeerId giver = peers.get(heavy);
        PeerId taker = peers.get(light);
        return light < heavy
                ? new Balancer.ShiftBorder(taker, giver, giver, share)
                : new Balancer.ShiftBorder(giver, taker, giver, share);
    }

    /** The way that moves the fewest others. */
    private Optional<Balancer.Advice> relocate(int heavy) {
        Balancer.Advice best = null;
        int fewest = balancer.maxShift();
        for (int light : lightFor(heavy)) {
            for (Side side : Side.values()) {
                int shifted = new Relocation(tree, peers.get(light), peers.get(heavy), side)
                        .moves(fewest, usable)
                        .map(moves -> moves.size() - 1)
                        .orElse(Integer.MAX_VALUE);
                if (shifted < fewest || (shifted == fewest && best == null)) {
                    best = new Balancer.Relocate(peers.get(light), peers.get(heavy), side);
                    fewest = shifted;
                }
            }
            if (best != null && fewest == 0) {
                break;
            }
        }
        return Optional.ofNullable(best);
    }

    private Set<Integer> lightFor(int heavy) {
        // Without a free place in reach only the nearest can come: all between them shift.
        boolean far = isFreePlaceInReach(heavy);
        int reach = far ? loads.length : Math.min(loads.length, balancer.maxShift() + 2);
        Set<Integer> chosen = new LinkedHashSet<>();
        for (int distance = 2; distance < reach && chosen.size() < TRIED; distance++) {
            for (int light : new int[] {heavy - distance, heavy + distance}) {
                if (mayComeTo(heavy, light)) {
                    chosen.add(light);
                }
            }
        }
        if (far) {
            lightest().stream().filter(light -> mayComeTo(heavy, light)).forEach(chosen::add);
        }
        return chosen;
    }

    private boolean isFreePlaceInReach(int heavy) {
        Position position = tree.position(peers.get(heavy));
        return tree.freePlaceNear(position)
                .filter(place -> tree.shape().isWithin(position, place, balancer.maxShift() + 1))
                .isPresent();
    }

    private boolean mayComeTo(int heavy, int light) {
        return isUsable(light)
                && Math.abs(light - heavy) > 1
                && loads[light] < loads[heavy] / 2
                && isWorthwhile(heavy, gainOfRelocating(heavy, light));
    }

    private List<Integer> lightest() {
        if (lightest == null) {
            double[] burdens =
                    IntStream.range(0, loads.length).mapToDouble(this::burden).toArray();
            lightest = IntStream.range(0, loads.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(rank -> burdens[rank]))
                    .limit(TRIED)
                    .toList();
        }
        return lightest;
    }
}
