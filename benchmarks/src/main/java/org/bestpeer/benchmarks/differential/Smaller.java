package org.bestpeer.benchmarks.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Smaller trees: without a clause, with a part in place of the whole, with a constant in place of an expression. */
final class Smaller {
    private static final Map<Sql.Sort, Sql> CONSTANTS = Map.of(
            Sql.Sort.CONDITION, Sql.of(Sql.Sort.CONDITION, "TRUE"),
            Sql.Sort.NUMBER, Sql.of(Sql.Sort.NUMBER, "1"),
            Sql.Sort.TEXT, Sql.of(Sql.Sort.TEXT, "'a'"));

    private Smaller() {}

    static List<Sql> of(Sql tree) {
        if (tree.sort() == Sql.Sort.WHOLE) {
            return List.of();
        }
        List<Sql> smaller = new ArrayList<>();
        if (tree.sort() != Sql.Sort.FIXED) {
            within(tree).filter(part -> part.sort() == tree.sort()).forEach(smaller::add);
        }
        Sql constant = CONSTANTS.get(tree.sort());
        if (constant != null && !tree.parts().isEmpty()) {
            smaller.add(constant);
        }
        if (tree.sort() == Sql.Sort.LIST) {
            boolean mayBeEmpty = tree.wording().ours().equals("$_");
            for (int i = 0;
                    i < tree.parts().size() && (mayBeEmpty || tree.parts().size() > 1);
                    i++) {
                List<Sql> rest = new ArrayList<>(tree.parts());
                rest.remove(i);
                smaller.add(tree.withParts(rest));
            }
        }
        for (int i = 0; i < tree.parts().size(); i++) {
            for (Sql part : of(tree.parts().get(i))) {
                List<Sql> parts = new ArrayList<>(tree.parts());
                parts.set(i, part);
                smaller.add(tree.withParts(parts));
            }
        }
        return smaller;
    }

    private static Stream<Sql> within(Sql tree) {
        return tree.parts().stream().flatMap(part -> Stream.concat(Stream.of(part), within(part)));
    }
}
