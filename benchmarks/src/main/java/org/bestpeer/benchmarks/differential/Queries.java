package org.bestpeer.benchmarks.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bestpeer.benchmarks.differential.Expression.Family;

/** Makes up whole queries over a schema. One object makes one query. */
final class Queries {
    private static final int DEPTH = 2;

    private final Chance chance;
    private final Relations relations;
    private final SubQueries subQueries;
    private final Expressions expressions;
    private final Expressions keys;

    Queries(Chance chance, Schema schema) {
        this.chance = chance;
        this.relations = new Relations(chance, schema);
        this.subQueries = new SubQueries(chance, relations);
        this.expressions = new Expressions(chance, Optional.of(subQueries), true);
        this.keys = new Expressions(chance, Optional.empty(), false);
    }

    /** A query of any form. */
    Sql query() {
        if (chance.oneIn(10)) {
            Generated with = query(1);
            Sql name = Sql.word("w0");
            relations.name(name, with);
            Generated main = query(DEPTH);
            relations.forget();
            return Sql.of(Sql.Sort.QUERY, "WITH w0 AS ($0) $1", with.sql(), main.sql());
        }
        return query(DEPTH).sql();
    }

    /** A query without groups, DISTINCT, order and limit, and with a WHERE to partition. */
    Partitioned partitioned() {
        Generated from = from(DEPTH);
        List<Expression> items = IntStream.range(0, chance.between(1, 3))
                .mapToObj(i -> expressions.any(Scope.of(from.columns()), 1))
                .toList();
        return new Partitioned(
                items(items),
                from.sql(),
                expressions.condition(Scope.of(from.columns()), 2).sql());
    }

    /** A query in pieces, and a condition that is TRUE, FALSE or NULL for each of its rows. */
    record Partitioned(Sql items, Sql from, Sql condition) {}

    private Generated query(int depth) {
        Generated bare = depth > 0 && chance.oneIn(8) ? setOperation(depth) : select(depth, Optional.empty());
        // We do not find an aggregate with a FILTER again in the select list of a DISTINCT.
        boolean lost =
                bare.sql().wording().ours().startsWith("SELECT DISTINCT") && contains(bare.sql(), "FILTER (WHERE");
        return !lost && chance.oneIn(3) ? ordered(bare) : bare;
    }

    private static boolean contains(Sql sql, String words) {
        return sql.wording().ours().contains(words) || sql.parts().stream().anyMatch(part -> contains(part, words));
    }

    private static boolean hasSets(Sql sql) {
        return contains(sql, "ROLLUP (") || contains(sql, "CUBE (") || contains(sql, "GROUPING SETS (");
    }

    private Generated setOperation(int depth) {
        List<Family> families = IntStream.range(0, chance.between(1, 3))
                .mapToObj(i -> chance.pick(List.of(Family.NUMBER, Family.NUMBER, Family.TEXT, Family.DATE)))
                .toList();
        Generated left = select(depth - 1, Optional.of(families));
        Generated right = select(depth - 1, Optional.of(families));
        String operation = chance.pick(List.of("UNION ALL", "UNION", "INTERSECT", "EXCEPT"));
        List<Expression> columns = new ArrayList<>();
        for (int i = 0; i < families.size(); i++) {
            Expression a = left.columns().get(i);
            Expression b = right.columns().get(i);
            columns.add(new Expression(
                    a.sql(),
                    Numbers.common(a, b),
                    a.domain().with(b.domain()),
                    Expression.widest(a, b),
                    a.charset().with(b.charset())));
        }
        // Beyond 38 digits it would be an error here, and a number in PostgreSQL.
        boolean fits =
                columns.stream().allMatch(c -> !c.isDecimal() || c.bound().compareTo(Expression.most(c.type())) <= 0);
        if (!fits) {
            return left;
        }
        Wording wording = Wording.same("$0 " + operation + " $1");
        // To HSQLDB the union of doubles with decimals is of decimals.
        boolean real = columns.stream().anyMatch(Expression::isReal);
        Sql sql = Sql.of(Sql.Sort.QUERY, real ? wording.notHsqldb() : wording, List.of(left.sql(), right.sql()));
        return new Generated(sql, columns, left.rows() + right.rows());
    }

    private Generated from(int depth) {
        int joins = chance.oneIn(2) ? 0 : chance.below(depth + 2);
        return relations.joined(joins, () -> depth > 0 ? Optional.of(query(depth - 1)) : Optional.empty(), expressions);
    }

    private Generated select(int depth, Optional<List<Family>> families) {
        Generated from = from(depth);
        Scope scope = Scope.of(from.columns());
        List<Sql> clauses = new ArrayList<>();
        if (!chance.oneIn(3)) {
            clauses.add(clause("WHERE $0", expressions.condition(scope, depth).sql()));
        }
        boolean grouped = chance.oneIn(3);
        List<Expression> items = grouped ? new Grouping(clauses, scope).items(families) : items(scope, families, depth);
        boolean distinct = chance.oneIn(7);
        Wording words = Wording.same(distinct ? "SELECT DISTINCT $0 FROM $1 $2" : "SELECT $0 FROM $1 $2");
        // The judges take a key that a condition fixes for a constant also in the sets that leave it out.
        boolean fixed = distinct && clauses.stream().anyMatch(Queries::hasSets);
        Sql sql = Sql.of(
                Sql.Sort.QUERY,
                fixed ? words.notPostgresql().notHsqldb() : words,
                List.of(items(items), from.sql(), Sql.list("$_", clauses)));
        return new Generated(sql, outputs(items), from.rows());
    }

    private static Sql clause(String words, Sql... parts) {
        return Sql.of(Sql.Sort.CLAUSE, words, parts);
    }

    private List<Expression> items(Scope scope, Optional<List<Family>> families, int depth) {
        if (families.isPresent()) {
            return families.get().stream()
                    .map(family -> expressions.of(family, scope, depth))
                    .toList();
        }
        return IntStream.range(0, chance.between(1, 4))
                .mapToObj(i -> chance.oneIn(12) ? subQueries.scalar(scope) : expressions.any(scope, depth))
                .toList();
    }

    private static Sql items(List<Expression> items) {
        return Sql.list(
                "$,",
                IntStream.range(0, items.size())
                        .mapToObj(i -> Sql.of(
                                Sql.Sort.CLAUSE, "$0 AS c" + i, items.get(i).sql()))
                        .toList());
    }

    private static List<Expression> outputs(List<Expression> items) {
        return IntStream.range(0, items.size())
                .mapToObj(i -> items.get(i).named("c" + i))
                .toList();
    }

    /** GROUP BY and HAVING of a select. */
    private final class Grouping {
        private final List<Sql> clauses;
        private final Scope scope;
        private final List<Expression> available = new ArrayList<>();

        Grouping(List<Sql> clauses, Scope scope) {
            this.clauses = clauses;
            this.scope = scope;
        }

        List<Expression> items(Optional<List<Family>> families) {
            available.addAll(groupKeys());
            Aggregates aggregates = new Aggregates(chance, expressions);
            List<Sql> by = available.stream().map(Expression::sql).toList();
            for (int i = chance.between(by.isEmpty() ? 1 : 0, 3); i > 0; i--) {
                available.add(aggregates.call(scope));
            }
            if (!by.isEmpty()) {
                clauses.add(clause("GROUP BY $0", groupBy(by)));
            }
            Scope groups = Scope.of(available);
            if (chance.oneIn(4)) {
                clauses.add(clause("HAVING $0", keys.condition(groups, 1).sql()));
            }
            if (families.isPresent()) {
                return families.get().stream()
                        .map(family -> keys.of(family, groups, 1))
                        .toList();
            }
            return IntStream.range(0, chance.between(1, 4))
                    .mapToObj(i -> chance.oneIn(4) ? keys.any(groups, 1) : chance.pick(available))
                    .toList();
        }

        private List<Expression> groupKeys() {
            List<Expression> chosen = new ArrayList<>(chance.some(scope.columns(), chance.below(4)));
            if (chance.oneIn(4)) {
                Expression computed = keys.any(scope, 1);
                boolean ofColumns = computed.sql()
                        .in(Dialect.OURS)
                        .map(text -> text.sql().matches("(?s).*\\br\\d+\\..*"))
                        .orElse(false);
                if (ofColumns && !chosen.contains(computed)) {
                    chosen.add(computed);
                }
            }
            return chosen;
        }

        /** Of a table itself: PostgreSQL takes columns of a sub-query that are the same one below for one key. */
        private static boolean isOfTable(Sql key) {
            return key.in(Dialect.OURS)
                    .map(text -> text.sql().matches("r\\d+\\.(k|t\\w+)"))
                    .orElse(false);
        }

        private static boolean isColumn(Sql key) {
            return key.in(Dialect.OURS)
                    .map(text -> text.sql().matches("\\w+\\.\\w+"))
                    .orElse(false);
        }

        private static Wording sets(String words, boolean judged) {
            Wording same = Wording.same(words);
            return judged ? same : same.notPostgresql().notHsqldb();
        }

        private Sql groupBy(List<Sql> by) {
            // To both judges a computed key is now and then not NULL in the sets that leave it out.
            boolean computed = by.stream().anyMatch(key -> !isColumn(key));
            boolean judged = by.stream().allMatch(Grouping::isOfTable);
            int kind = chance.below(8);
            return switch (computed ? Integer.MAX_VALUE : kind) {
                case 0 -> Sql.of(Sql.Sort.FIXED, sets("ROLLUP ($0)", judged), List.of(Sql.list("$,", by)));
                case 1 -> Sql.of(Sql.Sort.FIXED, sets("CUBE ($0)", judged), List.of(Sql.list("$,", by)));
                case 2 ->
                    // HSQLDB forgets expressions among the sets.
                    Sql.of(
                            Sql.Sort.FIXED,
                            sets("GROUPING SETS ($0)", judged).notHsqldb(),
                            List.of(Sql.list(
                                    "$,",
                                    List.of(
                                            Sql.of(Sql.Sort.FIXED, "($0)", Sql.list("$,", by)),
                                            Sql.of(Sql.Sort.FIXED, "($0)", by.get(0)),
                                            Sql.word("()")))));
                default -> Sql.list("$,", by);
            };
        }
    }

    /** With an ORDER BY; with one over all columns perhaps also with a LIMIT, so that there is one right answer. */
    private Generated ordered(Generated query) {
        List<Integer> ordinals = chance.shuffled(
                IntStream.range(0, query.columns().size()).boxed().toList());
        boolean limited = chance.oneIn(2);
        List<Integer> by = limited ? ordinals : ordinals.subList(0, chance.between(1, ordinals.size()));
        List<Sql> keys = by.stream().map(this::sortKey).toList();
        Sql clause = limited
                ? clause(
                        "ORDER BY $0 $1",
                        Sql.of(Sql.Sort.WHOLE, Wording.same("$,"), keys),
                        Sql.list("$_", List.of(limit())))
                : clause("ORDER BY $0", Sql.list("$,", keys));
        // PostgreSQL does not sort by a key that a condition fixes, though the sets that leave it out make NULLs of it.
        // HSQLDB alone is no judge.
        Wording words = Wording.same("$0 $1");
        Sql sql = Sql.of(
                Sql.Sort.QUERY,
                limited && hasSets(query.sql()) ? words.notPostgresql().notHsqldb() : words,
                List.of(query.sql(), Sql.list("$_", List.of(clause))));
        return new Generated(sql, query.columns(), query.rows());
    }

    private Sql limit() {
        int limit = chance.below(12);
        String offset = chance.oneIn(3) ? " OFFSET " + chance.below(4) : "";
        String fetch = chance.oneIn(4)
                ? (offset.isEmpty() ? "" : offset.strip() + " ROWS ") + "FETCH FIRST " + Math.max(1, limit)
                        + " ROWS ONLY"
                : "LIMIT " + limit + offset;
        // To HSQLDB LIMIT 0 means no limit.
        Wording words = Wording.same(fetch);
        return Sql.of(Sql.Sort.FIXED, limit == 0 && fetch.startsWith("LIMIT") ? words.notHsqldb() : words, List.of());
    }

    private Sql sortKey(int ordinal) {
        boolean descending = chance.oneIn(3);
        String key = (ordinal + 1) + (descending ? " DESC" : "");
        if (chance.oneIn(3)) {
            return Sql.word(key + (chance.oneIn(2) ? " NULLS FIRST" : " NULLS LAST"));
        }
        // HSQLDB's NULLs come first unless told.
        return Sql.of(
                Sql.Sort.FIXED,
                Wording.same(key).hsqldb(key + (descending ? " NULLS FIRST" : " NULLS LAST")),
                List.of());
    }
}
