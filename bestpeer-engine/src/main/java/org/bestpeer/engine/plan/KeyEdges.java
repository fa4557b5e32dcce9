package org.bestpeer.engine.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bestpeer.engine.algebra.EquiKey;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;

/** Finds out which fragments need only rows whose key others have, because of the joins over them. */
final class KeyEdges {
    private final List<Edge> edges = new ArrayList<>();
    private final List<Integer> received = new ArrayList<>();

    private final Map<Integer, Operator> inputs = new LinkedHashMap<>();
    private final int firstInput;

    private KeyEdges(int firstInput) {
        this.firstInput = firstInput;
    }

    /** Number of the first source that is no fragment; one is left for a fragment that comes later. */
    static int firstInput(int fragments) {
        return fragments + 1;
    }

    /**
     * Rows of one fragment whose key no row of a source has come to nothing.
     *
     * @param source a fragment, or an input of a join, whose keys count
     * @param sourceColumns its columns that make the key
     * @param target the fragment that needs no rows with other keys
     * @param targetColumns its columns of the key
     */
    record Edge(int source, List<Integer> sourceColumns, int target, List<Integer> targetColumns) {
        Edge turned() {
            return new Edge(
                    /* source= */ target,
                    /* sourceColumns= */ targetColumns,
                    /* target= */ source,
                    /* targetColumns= */ sourceColumns);
        }
    }

    /**
     * All such pairs of a residual plan.
     *
     * @param inputs by number: inputs of joins that can be sources, beyond the numbers of the fragments
     */
    record Found(List<Edge> edges, Map<Integer, Operator> inputs) {}

    static Found of(Operator residual, int fragments) {
        KeyEdges found = new KeyEdges(firstInput(fragments));
        found.trace(residual);
        // What is read in two places may be needed in one where it is not in the other.
        List<Edge> edges = found.edges.stream()
                .filter(e -> Collections.frequency(found.received, e.target()) == 1)
                .toList();
        return new Found(edges, found.inputs);
    }

    private record Origin(int exchange, int column) {}

    /**
     * Where an operator's columns come from.
     *
     * @param values the columns of which all its values, but for NULL, are
     * @param droppable the fragments' columns by which rows may as well be dropped there, where an operator above drops
     *     rows by the value
     */
    private record Columns(List<Set<Origin>> values, List<Set<Origin>> droppable) {
        static Columns none(Operator operator) {
            return new Columns(
                    nothing(operator.fields().size()), nothing(operator.fields().size()));
        }

        private static List<Set<Origin>> nothing(int columns) {
            return Collections.nCopies(columns, Set.of());
        }

        Columns valuesOnly() {
            return new Columns(values, nothing(values.size()));
        }

        /** A missing number stands for a column that is computed. */
        Columns picked(List<Optional<Integer>> columns) {
            return new Columns(pick(values, columns), pick(droppable, columns));
        }

        private static List<Set<Origin>> pick(List<Set<Origin>> from, List<Optional<Integer>> columns) {
            return columns.stream().map(c -> c.map(from::get).orElse(Set.of())).toList();
        }

        /** The same, known to have the values of an exchange's own columns. */
        Columns from(int exchange) {
            List<Set<Origin>> more = new ArrayList<>();
            for (int i = 0; i < values.size(); i++) {
                Set<Origin> all = new LinkedHashSet<>(values.get(i));
                all.add(new Origin(exchange, i));
                more.add(all);
            }
            return new Columns(more, droppable);
        }
    }

    private Columns trace(Operator operator) {
        List<Columns> inputs = operator.inputs().stream().map(this::trace).toList();
        if (operator instanceof Operator.Receive receive) {
            received.add(receive.exchange());
            List<Set<Origin>> own = new ArrayList<>();
            for (int i = 0; i < receive.fields().size(); i++) {
                own.add(Set.of(new Origin(receive.exchange(), i)));
            }
            return new Columns(own, own);
        }
        if (operator instanceof Operator.Filter) {
            return inputs.get(0);
        }
        if (operator instanceof Operator.Sort sort) {
            boolean all = sort.limit().isEmpty() && sort.offset().isEmpty();
            return all ? inputs.get(0) : inputs.get(0).valuesOnly();
        }
        if (operator instanceof Operator.Project project) {
            return inputs.get(0)
                    .picked(project.expressions().stream()
                            .map(e -> e instanceof Scalar.ColumnRef ref
                                    ? Optional.of(ref.index())
                                    : Optional.<Integer>empty())
                            .toList());
        }
        if (operator instanceof Operator.Aggregate aggregate) {
            return inputs.get(0)
                    .picked(Stream.concat(
                                    aggregate.groupKeys().stream().map(Optional::of),
                                    aggregate.calls().stream().map(call -> Optional.<Integer>empty()))
                            .toList());
        }
        return operator instanceof Operator.Join join
                ? joined(join, source(join.left(), inputs.get(0)), source(join.right(), inputs.get(1)))
                : Columns.none(operator);
    }

    /**
     * An input of a join; it is a source by itself unless it is no more than what a fragment sends, or another one for each row
     * of an outer query. What is read of system tables is the home peer's own and tells owners nothing, not even as keys.
     */
    private Columns source(Operator input, Columns columns) {
        Operator below = input;
        while (below instanceof Operator.Project project) {
            below = project.input();
        }
        boolean nothingNew = below instanceof Operator.Receive || below instanceof Operator.Values;
        if (nothingNew || !Operators.scans(input).isEmpty() || dependsOnOuterRow(input)) {
            return columns;
        }
        int number = firstInput + inputs.size();
        inputs.put(number, input);
        return columns.from(number);
    }

    private static boolean dependsOnOuterRow(Operator operator) {
        return Operators.readsOuterRow(operator) || operator.inputs().stream().anyMatch(KeyEdges::dependsOnOuterRow);
    }

    private Columns joined(Operator.Join join, Columns left, Columns right) {
        List<EquiKey> turned = join.keys().stream()
                .map(key -> new EquiKey(/* left= */ key.right(), /* right= */ key.left()))
                .toList();
        switch (join.kind()) {
            case INNER, SEMI -> {
                note(join.keys(), left, right);
                note(turned, right, left);
            }
            case LEFT, ANTI -> note(join.keys(), left, right);
            case RIGHT -> note(turned, right, left);
            case FULL -> {}
        }
        return switch (join.kind()) {
            case SEMI, ANTI -> left;
            case INNER -> equated(join, beside(left, right));
            case LEFT -> beside(left, right.valuesOnly());
            case RIGHT -> beside(left.valuesOnly(), right);
            case FULL -> beside(left.valuesOnly(), right.valuesOnly());
        };
    }

    private static Columns beside(Columns left, Columns right) {
        return new Columns(
                Stream.concat(left.values.stream(), right.values.stream()).toList(),
                Stream.concat(left.droppable.stream(), right.droppable.stream()).toList());
    }

    /** Both columns of a key have only values of either. */
    private static Columns equated(Operator.Join join, Columns both) {
        int width = join.left().fields().size();
        return new Columns(equated(join, both.values, width), equated(join, both.droppable, width));
    }

    private static List<Set<Origin>> equated(Operator.Join join, List<Set<Origin>> columns, int width) {
        List<Set<Origin>> all = new ArrayList<>(columns);
        for (EquiKey key : join.keys()) {
            Set<Origin> either = new LinkedHashSet<>(all.get(key.left()));
            either.addAll(all.get(width + key.right()));
            all.set(key.left(), either);
            all.set(width + key.right(), either);
        }
        return all;
    }

    /** The rows of the second side whose key the first does not have are not needed; keys are first to second. */
    private void note(List<EquiKey> keys, Columns first, Columns second) {
        Map<List<Integer>, List<EquiKey>> byExchanges = new LinkedHashMap<>();
        for (EquiKey key : keys) {
            for (Origin source : first.values.get(key.left())) {
                for (Origin target : second.droppable.get(key.right())) {
                    if (source.exchange != target.exchange) {
                        byExchanges
                                .computeIfAbsent(List.of(source.exchange, target.exchange), pair -> new ArrayList<>())
                                .add(new EquiKey(source.column, target.column));
                    }
                }
            }
        }
        byExchanges.forEach((pair, columns) -> edges.add(new Edge(
                pair.get(0),
                columns.stream().map(EquiKey::left).toList(),
                pair.get(1),
                columns.stream().map(EquiKey::right).toList())));
    }
}
