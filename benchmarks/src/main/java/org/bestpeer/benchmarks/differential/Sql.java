package org.bestpeer.benchmarks.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A piece of a query as a tree, so that it can be said in every dialect and made smaller.
 *
 * @param sort what it is; only pieces of one sort can stand for each other
 * @param wording how it is said
 * @param parts what stands in the holes of the wording
 * @param parameter the value of a {@code ?}, which only we are given; the others get it as text
 */
record Sql(Sort sort, Wording wording, List<Sql> parts, Optional<Parameter> parameter) {
    Sql {
        parts = List.copyOf(parts);
    }

    /** What a piece is. */
    enum Sort {
        QUERY,
        RELATION,
        /** A clause that may be left out. */
        CLAUSE,
        /** Parts of which some may be left out. */
        LIST,
        /** What has to stay, though parts of it may become smaller. */
        FIXED,
        /** What has to stay as it is, with all its parts. */
        WHOLE,
        CONDITION,
        NUMBER,
        TEXT,
        TIME,
        OTHER
    }

    /** The words of a query in a dialect, and the values of its parameters. */
    record Text(String sql, List<Parameter> parameters) {}

    static Sql of(Sort sort, Wording wording, List<Sql> parts) {
        return new Sql(sort, wording, parts, Optional.empty());
    }

    static Sql of(Sort sort, String wording, Sql... parts) {
        return of(sort, Wording.same(wording), List.of(parts));
    }

    static Sql word(String text) {
        return of(Sort.FIXED, text);
    }

    static Sql list(String wording, List<Sql> parts) {
        return of(Sort.LIST, Wording.same(wording), parts);
    }

    Sql withParts(List<Sql> others) {
        return new Sql(sort, wording, others, parameter);
    }

    /** What to send; empty if this dialect has no words for it. */
    Optional<Text> in(Dialect dialect) {
        StringBuilder text = new StringBuilder();
        List<Parameter> parameters = new ArrayList<>();
        return write(dialect, text, parameters)
                ? Optional.of(new Text(text.toString(), List.copyOf(parameters)))
                : Optional.empty();
    }

    private boolean write(Dialect dialect, StringBuilder text, List<Parameter> parameters) {
        Optional<String> template = wording.in(dialect);
        if (template.isEmpty()) {
            return false;
        }
        if (dialect == Dialect.OURS) {
            parameter.ifPresent(parameters::add);
        }
        String words = template.get();
        boolean said = true;
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            if (c != '$') {
                text.append(c);
                continue;
            }
            char hole = words.charAt(++i);
            said &= Character.isDigit(hole)
                    ? parts.get(hole - '0').write(dialect, text, parameters)
                    : writeAll(between(hole), dialect, text, parameters);
        }
        return said;
    }

    private static String between(char hole) {
        return switch (hole) {
            case ',' -> ", ";
            case '_' -> " ";
            case '&' -> " AND ";
            default -> throw new IllegalArgumentException("no such hole: $" + hole);
        };
    }

    private boolean writeAll(String between, Dialect dialect, StringBuilder text, List<Parameter> parameters) {
        boolean said = true;
        for (int i = 0; i < parts.size(); i++) {
            text.append(i == 0 ? "" : between);
            said &= parts.get(i).write(dialect, text, parameters);
        }
        return said;
    }
}
