package org.bestpeer.engine.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bestpeer.engine.algebra.Partitioning;
import org.bestpeer.engine.placement.Site;

/**
 * Where rows of a fragment come from and go to, besides the home peer.
 *
 * @param destinations sites to which its rows, or keys or rows made of them, will go
 * @param output to whom its rows go instead of to the home peer; empty if they come home
 * @param inputs by number of each repartitioned fragment whose rows it reads
 */
public record Routes(Set<Site> destinations, Optional<Output> output, Map<Integer, Input> inputs) {
    /** From its owner's tables to the home peer. */
    public static final Routes HOME = new Routes(Set.of(), Optional.empty(), Map.of());

    public Routes {
        destinations = Set.copyOf(destinations);
        inputs = Map.copyOf(inputs);
    }

    /**
     * Rows parted among peers.
     *
     * @param partitioning by which keys
     * @param receivers who gets each part, in order
     */
    public record Output(Partitioning partitioning, List<Site> receivers) {
        public Output {
            receivers = List.copyOf(receivers);
        }
    }

    /**
     * A part of a repartitioned fragment's rows.
     *
     * @param sources who runs that fragment
     * @param tables what it reads, for messages
     * @param part number of the part that comes here
     */
    public record Input(List<Site> sources, List<String> tables, int part) {
        public Input {
            sources = List.copyOf(sources);
            tables = List.copyOf(tables);
        }
    }
}
