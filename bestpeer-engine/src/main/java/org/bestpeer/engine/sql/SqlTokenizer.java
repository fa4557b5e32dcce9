package org.bestpeer.engine.sql;

import java.util.ArrayList;
import java.util.List;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;

/** Cuts SQL text into tokens, without comments and blanks. Needs no stack, so that no text can exhaust it. */
final class SqlTokenizer {
    private final String sql;
    private final List<SqlToken> tokens = new ArrayList<>();
    private int at;

    private SqlTokenizer(String sql) {
        this.sql = sql;
    }

    static List<SqlToken> tokens(String sql) {
        SqlTokenizer tokenizer = new SqlTokenizer(sql);
        while (tokenizer.at < sql.length()) {
            tokenizer.step();
        }
        return tokenizer.tokens;
    }

    private void step() {
        char c = sql.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (sql.startsWith("--", at)) {
            int end = sql.indexOf('\n', at);
            at = end < 0 ? sql.length() : end + 1;
        } else if (sql.startsWith("/*", at)) {
            int end = sql.indexOf("*/", at + 2);
            if (end < 0) {
                throw unfinished("comment", at);
            }
            at = end + 2;
        } else if (c == '\'') {
            quoted(SqlToken.Kind.STRING, "text literal");
        } else if (c == '"') {
            quoted(SqlToken.Kind.QUOTED_NAME, "quoted name");
        } else if (Character.isDigit(c)
                || (c == '.' && at + 1 < sql.length() && Character.isDigit(sql.charAt(at + 1)))) {
            number();
        } else if (Character.isUnicodeIdentifierStart(c) || c == '_') {
            int end = at + 1;
            while (end < sql.length()
                    && (Character.isUnicodeIdentifierPart(sql.charAt(end)) || sql.charAt(end) == '$')) {
                end++;
            }
            add(SqlToken.Kind.WORD, end);
        } else {
            add(SqlToken.Kind.SYMBOL, at + 1);
        }
    }

    private void quoted(SqlToken.Kind kind, String what) {
        char quote = sql.charAt(at);
        int end = at + 1;
        while (true) {
            end = sql.indexOf(quote, end);
            if (end < 0) {
                throw unfinished(what, at);
            }
            if (end + 1 < sql.length() && sql.charAt(end + 1) == quote) {
                end += 2;
            } else {
                add(kind, end + 1);
                return;
            }
        }
    }

    private void number() {
        int end = at;
        while (end < sql.length()
                && (Character.isLetterOrDigit(sql.charAt(end)) || sql.charAt(end) == '.' || isExponentSign(end))) {
            end++;
        }
        add(SqlToken.Kind.NUMBER, end);
    }

    private boolean isExponentSign(int index) {
        char c = sql.charAt(index);
        char before = sql.charAt(Math.max(index - 1, 0));
        return (c == '+' || c == '-') && index > at && (before == 'e' || before == 'E');
    }

    private void add(SqlToken.Kind kind, int end) {
        tokens.add(new SqlToken(kind, sql.substring(at, end), at, end));
        at = end;
    }

    private BestPeerException unfinished(String what, int start) {
        return new BestPeerException(
                ErrorCode.SYNTAX_ERROR,
                "syntax error at " + TextPosition.of(sql, start) + ": the " + what + " that starts here has no end");
    }
}
