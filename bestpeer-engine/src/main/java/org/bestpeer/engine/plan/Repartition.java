package org.bestpeer.engine.plan;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bestpeer.engine.algebra.EquiKey;
import org.bestpeer.engine.algebra.JoinKind;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Partitioning;
import org.bestpeer.engine.placement.Site;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;

/**
 * Repartitioned joins (BestPeer++, parallel P2P processing): the rows of both sides go by the hashes of their keys straight
 * from their owners to some peers, each of which joins what falls to it. Such a join can be a side of another.
 */
final class Repartition {
    private static final int MOST_RECEIVERS = 16;
    /** Every owner opens a stream to every receiver. */
    private static final int MOST_STREAMS = 256;

    private final PlanRules rules;
    private final Cuts cuts;

    /** @param cuts where the fragments of both sides are added */
    Repartition(PlanRules rules, Cuts cuts) {
        this.rules = rules;
        this.cuts = cuts;
    }

    /** The join at the peers of the larger side, if that is possible and allowed. */
    Optional<Part> joined(Operator.Join join, Part left, Part right) {
        Part larger = cuts.sentBytes(left) >= cuts.sentBytes(right) ? left : right;
        Map<Site, Map<String, Long>> receivers = receivers(larger.sites().keySet());
        boolean possible = !join.keys().isEmpty()
                && !left.anyOne()
                && !right.anyOne()
                && receivers.size() > 1
                && streams(left, right) * receivers.size() <= MOST_STREAMS;
        if (!possible
                || !cuts.mayTravel(left, receivers.keySet(), rules)
                || !cuts.mayTravel(right, receivers.keySet(), rules)) {
            return Optional.empty();
        }
        List<Integer> leftKeys = join.keys().stream().map(EquiKey::left).toList();
        List<Integer> rightKeys = join.keys().stream().map(EquiKey::right).toList();
        List<DataType> leftTypes = types(left, leftKeys);
        List<DataType> rightTypes = types(right, rightKeys);
        Operator parted = join.withInputs(List.of(
                cuts.add(left, new Partitioning(leftKeys, rightTypes)),
                cuts.add(right, new Partitioning(rightKeys, leftTypes))));
        return Optional.of(new Part(parted, receivers, false, PartColumns.hashed(hashed(join))));
    }

    private static int streams(Part left, Part right) {
        return left.sites().size() + right.sites().size();
    }

    private static Map<Site, Map<String, Long>> receivers(Collection<Site> sites) {
        Map<Site, Map<String, Long>> receivers = new LinkedHashMap<>();
        sites.stream().limit(MOST_RECEIVERS).forEach(site -> receivers.put(site, Map.of()));
        return receivers;
    }

    private static List<DataType> types(Part part, List<Integer> columns) {
        List<Field> fields = part.plan().fields();
        return columns.stream().map(c -> fields.get(c).type()).toList();
    }

    /** The one column of each side by which rows were parted, unless the join makes NULLs of it. */
    private static Set<Integer> hashed(Operator.Join join) {
        Set<Integer> hashed = new HashSet<>();
        if (join.keys().size() == 1) {
            EquiKey key = join.keys().get(0);
            boolean keepsLeft = join.kind() != JoinKind.RIGHT && join.kind() != JoinKind.FULL;
            if (keepsLeft) {
                hashed.add(key.left());
            }
            if (join.kind() == JoinKind.INNER || join.kind() == JoinKind.RIGHT) {
                hashed.add(join.left().fields().size() + key.right());
            }
        }
        return hashed;
    }
}
