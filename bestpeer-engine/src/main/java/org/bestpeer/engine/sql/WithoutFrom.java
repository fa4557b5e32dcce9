package org.bestpeer.engine.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * {@code SELECT … WHERE …} without a FROM, which the parser refuses: one row is put in its place, and positions are those
 * of the user's text all the same.
 *
 * @param text what is parsed
 * @param places where something was put in, in the user's text
 */
record WithoutFrom(String text, List<TextPosition> places) {
    private static final String ONE_ROW = "FROM (VALUES (0)) ";

    /** A SELECT whose clauses are passed. */
    private static final class Select {
        private boolean open;
        private boolean from;
        private boolean star;
    }

    static WithoutFrom of(String sql, List<SqlToken> tokens) {
        StringBuilder text = new StringBuilder();
        List<TextPosition> places = new ArrayList<>();
        Deque<Select> nesting = new ArrayDeque<>();
        nesting.push(new Select());
        int copied = 0;
        for (int i = 0; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            Select select = nesting.element();
            if (token.isSymbol("(")) {
                nesting.push(new Select());
            } else if (token.isSymbol(")") && nesting.size() > 1) {
                nesting.pop();
            } else if (token.isWord("SELECT")) {
                select.open = true;
                select.from = false;
                select.star = i + 1 < tokens.size() && tokens.get(i + 1).isSymbol("*");
            } else if (token.isWord("FROM") && !tokens.get(Math.max(0, i - 1)).isWord("DISTINCT")) {
                select.from = true;
            } else if (select.open && !select.from && isClause(tokens, i)) {
                requireColumns(select, sql, token);
                text.append(sql, copied, token.start()).append(ONE_ROW);
                copied = token.start();
                places.add(TextPosition.of(sql, token.start()));
                select.from = true;
            }
        }
        return new WithoutFrom(text.append(sql.substring(copied)).toString(), places);
    }

    /** Whether a clause begins here that only comes after a FROM. */
    private static boolean isClause(List<SqlToken> tokens, int index) {
        SqlToken token = tokens.get(index);
        boolean groups = token.isWord("GROUP")
                && index + 1 < tokens.size()
                && tokens.get(index + 1).isWord("BY");
        return token.isWord("WHERE") || token.isWord("HAVING") || groups;
    }

    private static void requireColumns(Select select, String sql, SqlToken token) {
        if (select.star) {
            throw new BestPeerException(
                    ErrorCode.SYNTAX_ERROR,
                    "syntax error at %s: SELECT * needs a FROM".formatted(TextPosition.of(sql, token.start())));
        }
    }

    /** The position in the user's text of a position in the parsed text. */
    TextPosition original(TextPosition parsed) {
        int column = parsed.column();
        for (TextPosition place : places) {
            if (place.line() == parsed.line() && column > place.column()) {
                column = Math.max(place.column(), column - ONE_ROW.length());
            }
        }
        return new TextPosition(parsed.line(), column);
    }

    /** The tree with the positions of the user's text. */
    SqlNode original(SqlNode parsed) {
        SqlNode moved = places.isEmpty() ? parsed : parsed.accept(new Positions());
        return moved == null ? parsed : moved;
    }

    private SqlParserPos original(SqlParserPos position) {
        TextPosition start = original(new TextPosition(position.getLineNum(), position.getColumnNum()));
        TextPosition end = original(new TextPosition(position.getEndLineNum(), position.getEndColumnNum()));
        return new SqlParserPos(start.line(), start.column(), end.line(), end.column());
    }

    private final class Positions extends SqlShuttle {
        @Override
        public @Nullable SqlNode visit(SqlLiteral literal) {
            return literal.clone(original(literal.getParserPosition()));
        }

        @Override
        public @Nullable SqlNode visit(SqlIdentifier name) {
            return name.clone(original(name.getParserPosition()));
        }

        @Override
        public @Nullable SqlNode visit(SqlCall call) {
            SqlNode visited = super.visit(call);
            return visited == null ? null : visited.clone(original(call.getParserPosition()));
        }

        @Override
        public @Nullable SqlNode visit(SqlNodeList list) {
            SqlNode visited = super.visit(list);
            return visited == null ? null : visited.clone(original(list.getParserPosition()));
        }
    }
}
