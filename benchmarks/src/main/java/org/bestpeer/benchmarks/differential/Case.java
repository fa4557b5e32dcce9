package org.bestpeer.benchmarks.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bestpeer.engine.plan.PlanRule;

/** Something to ask, that can be made smaller. Immutable. */
sealed interface Case {
    /** What is wrong with the answer; empty if it is right. */
    Optional<Disagreement> examine(World world);

    /** Cases a little or much smaller than this one, the smallest first; some of them make no sense. */
    List<Case> smaller();

    /** The SQL. */
    String text();

    /** The numbered case of a round. */
    static Case generate(Schema schema, long roundSeed, int number) {
        Chance chance = new Chance(Chance.seed(roundSeed, number + 1L));
        Queries queries = new Queries(chance, schema);
        if (number % 6 == 5) {
            return new Parts(queries.partitioned());
        }
        PlanRule without = new Chance(Chance.seed(roundSeed, -1L - number)).pick(List.of(PlanRule.values()));
        return new Whole(queries.query(), without);
    }

    /**
     * A query whose answer is compared with those of others.
     *
     * @param without and with that of a plan made without this rule
     */
    record Whole(Sql query, PlanRule without) implements Case {
        @Override
        public Optional<Disagreement> examine(World world) {
            return world.examine(query, without);
        }

        @Override
        public List<Case> smaller() {
            return Smaller.of(query).stream()
                    .<Case>map(smaller -> new Whole(smaller, without))
                    .toList();
        }

        @Override
        public String text() {
            return sql(query);
        }
    }

    /** A query whose parts are compared with the whole. */
    record Parts(Queries.Partitioned query) implements Case {
        @Override
        public Optional<Disagreement> examine(World world) {
            return world.examine(query);
        }

        @Override
        public List<Case> smaller() {
            List<Case> smaller = new ArrayList<>();
            Smaller.of(query.from())
                    .forEach(from ->
                            smaller.add(new Parts(new Queries.Partitioned(query.items(), from, query.condition()))));
            Smaller.of(query.condition())
                    .forEach(condition ->
                            smaller.add(new Parts(new Queries.Partitioned(query.items(), query.from(), condition))));
            Smaller.of(query.items())
                    .forEach(items ->
                            smaller.add(new Parts(new Queries.Partitioned(items, query.from(), query.condition()))));
            return smaller;
        }

        @Override
        public String text() {
            return "SELECT %s FROM %s -- in parts by: %s"
                    .formatted(sql(query.items()), sql(query.from()), sql(query.condition()));
        }
    }

    private static String sql(Sql sql) {
        Sql.Text text = sql.in(Dialect.OURS).orElseThrow();
        return text.parameters().isEmpty()
                ? text.sql()
                : text.sql() + " -- parameters: "
                        + text.parameters().stream()
                                .map(p -> Literals.text(p.type(), p.value(), Dialect.OURS))
                                .toList();
    }
}
