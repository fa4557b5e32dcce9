package org.bestpeer.engine.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.bestpeer.engine.algebra.EquiKey;
import org.bestpeer.engine.algebra.JoinKind;
import org.bestpeer.engine.algebra.Operator;

/**
 * Sources of keys that no join of the plan makes: the rows of a fragment that have partners among another's. A third
 * fragment that needs rows with the first one's keys needs no more than these.
 */
final class Survivors {
    private Survivors() {}

    /** The edges, and those from such rows. */
    static KeyEdges.Found among(KeyEdges.Found found, List<Operator> fragments) {
        List<KeyEdges.Edge> edges = new ArrayList<>(found.edges());
        Map<Integer, Operator> inputs = new LinkedHashMap<>(found.inputs());
        for (KeyEdges.Edge partner : found.edges()) {
            boolean restricts = partner.source() < fragments.size()
                    && found.edges().contains(partner.turned())
                    && isRestricted(fragments.get(partner.target()));
            List<KeyEdges.Edge> others = found.edges().stream()
                    .filter(e -> restricts && e.source() == partner.source() && e.target() != partner.target())
                    .toList();
            if (!others.isEmpty()) {
                int number = KeyEdges.firstInput(fragments.size()) + inputs.size();
                inputs.put(number, semiJoin(partner, fragments));
                others.forEach(
                        e -> edges.add(new KeyEdges.Edge(number, e.sourceColumns(), e.target(), e.targetColumns())));
            }
        }
        return new KeyEdges.Found(edges, inputs);
    }

    private static boolean isRestricted(Operator operator) {
        return operator instanceof Operator.Filter || operator.inputs().stream().anyMatch(Survivors::isRestricted);
    }

    private static Operator semiJoin(KeyEdges.Edge partner, List<Operator> fragments) {
        List<EquiKey> keys = new ArrayList<>();
        for (int i = 0; i < partner.sourceColumns().size(); i++) {
            keys.add(new EquiKey(
                    partner.sourceColumns().get(i), partner.targetColumns().get(i)));
        }
        return new Operator.Join(
                JoinKind.SEMI,
                received(partner.source(), fragments),
                received(partner.target(), fragments),
                keys,
                Optional.empty());
    }

    private static Operator received(int exchange, List<Operator> fragments) {
        return new Operator.Receive(exchange, fragments.get(exchange).fields());
    }

    /** The fragment of whose rows an edge's source has only some. */
    static OptionalInt of(KeyEdges.Edge edge, KeyEdges.Found found) {
        return found.inputs().get(edge.source()) instanceof Operator.Join join
                        && join.kind() == JoinKind.SEMI
                        && join.left() instanceof Operator.Receive all
                ? OptionalInt.of(all.exchange())
                : OptionalInt.empty();
    }
}
