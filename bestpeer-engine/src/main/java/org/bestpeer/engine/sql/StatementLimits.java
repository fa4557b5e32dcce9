package org.bestpeer.engine.sql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;

/** Bounds on what is given to the parser and the planner. */
final class StatementLimits {
    static final int MAX_CHARACTERS = 256 * 1024;
    static final int MAX_NESTING = 200;
    static final int MAX_LIST = 10_000;
    static final int MAX_JOINS = 20;

    /** Grouping sets repeat the joins below them. */
    private static final int MAX_REPEATED_JOINS = 500;

    /** Beyond it the parser may exhaust its stack on operators that stand one after the other. */
    private static final int MAX_PREFIX_RUN = 200;

    private StatementLimits() {}

    static void checkLength(String sql) {
        if (sql.length() > MAX_CHARACTERS) {
            throw exceeded("the statement has %d characters, at most %d are accepted", sql.length(), MAX_CHARACTERS);
        }
    }

    static void check(List<SqlToken> tokens) {
        Deque<int[]> commas = new ArrayDeque<>();
        int cases = 0;
        int run = 0;
        for (SqlToken token : tokens) {
            run = isPrefix(token) ? run + 1 : 0;
            if (token.isSymbol("(") || token.isSymbol("[")) {
                commas.push(new int[1]);
            } else if ((token.isSymbol(")") || token.isSymbol("]")) && !commas.isEmpty()) {
                commas.pop();
            } else if (token.isWord("CASE")) {
                cases++;
            } else if (token.isWord("END")) {
                cases = Math.max(0, cases - 1);
            } else if (token.isSymbol(",") && !commas.isEmpty() && ++commas.element()[0] >= MAX_LIST) {
                throw exceeded("a list has more than %d elements, at most %d are accepted", MAX_LIST, MAX_LIST);
            }
            if (commas.size() + cases > MAX_NESTING || run > MAX_PREFIX_RUN) {
                throw exceeded(
                        "the statement is nested more than %d deep, at most %d are accepted", MAX_NESTING, MAX_NESTING);
            }
        }
    }

    private static boolean isPrefix(SqlToken token) {
        return token.isWord("NOT") || token.isSymbol("-") || token.isSymbol("+");
    }

    static void checkJoins(int joins) {
        if (joins > MAX_JOINS) {
            throw exceeded("the statement has %d joins, at most %d are accepted", joins, MAX_JOINS);
        }
    }

    static void checkRepeatedJoins(int joins) {
        if (joins > MAX_REPEATED_JOINS) {
            throw exceeded(
                    "the statement comes to %d joins with those that its grouping sets repeat, at most %d are accepted",
                    joins, MAX_REPEATED_JOINS);
        }
    }

    private static BestPeerException exceeded(String message, int value, int limit) {
        return new BestPeerException(ErrorCode.LIMIT_EXCEEDED, message.formatted(value, limit));
    }
}
