package org.bestpeer.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Queries over the tables {@code a}, {@code b}, {@code c} and {@code r} (see {@link OwnersTest}), joined in all ways. */
final class RandomQueries {
    private static final List<String> TABLES = List.of("a", "b", "c", "a", "b", "c", "r");
    private static final List<String> KEYS = List.of("k", "k", "k", "x", "t");
    private static final List<String> KINDS = List.of("join", "join", "join", "left join", "right join", "full join");
    private final Random random;

    RandomQueries(Random random) {
        this.random = random;
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    String next() {
        int joins = 1 + random.nextInt(3);
        boolean inner = random.nextInt(3) > 0;
        StringBuilder from = new StringBuilder(relation(0));
        for (int i = 1; i <= joins; i++) {
            from.append(' ').append(inner ? "join" : one(KINDS)).append(' ').append(relation(i));
            from.append(" on ").append(equality(random.nextInt(i), i));
            if (random.nextInt(6) == 0) {
                from.append(" and ").append(equality(random.nextInt(i), i));
            }
        }
        List<String> where = new ArrayList<>();
        for (int i = 0; i <= joins; i++) {
            if (random.nextInt(3) == 0) {
                where.add(condition("t" + i));
            }
        }
        if (random.nextInt(3) == 0) {
            where.add(subquery(random.nextInt(joins + 1)));
        }
        return tail(joins, " from " + from + (where.isEmpty() ? "" : " where " + String.join(" and ", where)));
    }

    /** A table, or groups of one. */
    private String relation(int number) {
        if (random.nextInt(6) > 0) {
            return one(TABLES) + " t" + number;
        }
        return "(select k, max(x) as x, sum(n) as n, min(t) as t from %s group by k%s) t%d"
                .formatted(one(TABLES), random.nextBoolean() ? " having sum(n) > 20" : "", number);
    }

    private String equality(int left, int right) {
        String key = one(KEYS);
        String other = key.equals("t") ? "t" : random.nextInt(4) == 0 ? "x" : key;
        return "t%d.%s = t%d.%s".formatted(left, key, right, other);
    }

    private String condition(String table) {
        return switch (random.nextInt(5)) {
            case 0 -> table + ".k > " + random.nextInt(40);
            case 1 -> table + ".n < " + (2 + random.nextInt(8));
            case 2 -> table + ".t <> 't1'";
            case 3 -> table + ".x is not null";
            default -> table + ".k between " + random.nextInt(10) + " and " + (10 + random.nextInt(30));
        };
    }

    private String subquery(int outer) {
        String table = one(TABLES);
        String key = one(List.of("k", "x"));
        return switch (random.nextInt(4)) {
            case 0 -> "exists (select 1 from %s s where s.k = t%d.%s and s.n > 3)".formatted(table, outer, key);
            case 1 -> "not exists (select 1 from %s s where s.k = t%d.%s and s.n > 6)".formatted(table, outer, key);
            case 2 -> "t%d.%s in (select k from %s group by k having sum(n) > 12)".formatted(outer, key, table);
            default ->
                "exists (select 1 from %s s where s.k = t%d.%s and s.n <> t%d.n)".formatted(table, outer, key, outer);
        };
    }

    private String tail(int joins, String body) {
        String first = "t" + random.nextInt(joins + 1);
        String second = "t" + random.nextInt(joins + 1);
        return switch (random.nextInt(5)) {
            case 0 -> "select %s.k, count(*), sum(%s.n) %s group by %s.k".formatted(first, second, body, first);
            case 1 -> "select count(*), sum(%s.n), min(%s.t), avg(%s.n) %s".formatted(first, second, second, body);
            case 2 ->
                "select %s.t, %s.k, max(%s.x) %s group by %s.t, %s.k"
                        .formatted(first, second, second, body, first, second);
            case 3 -> "select distinct %s.k, %s.n %s".formatted(first, second, body);
            default -> "select %s.k, %s.x, %s.t, %s.n %s".formatted(first, second, second, first, body);
        };
    }
}
