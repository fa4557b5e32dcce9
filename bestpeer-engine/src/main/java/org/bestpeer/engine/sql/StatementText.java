package org.bestpeer.engine.sql;

import java.util.List;
import java.util.Locale;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;

/**
 * What kind of statement a text is, found before any parser sees it.
 *
 * @param asked what is asked for
 * @param query the query, with blanks in place of what came before it, so that positions stay those of the user's text
 * @param tokens the tokens of the query
 */
record StatementText(Asked asked, String query, List<SqlToken> tokens) {
    static StatementText of(String sql) {
        List<SqlToken> tokens = tokensOf(sql);
        Asked asked = asked(tokens);
        int first = prefixLength(tokens, asked);
        if (first == tokens.size()) {
            throw new BestPeerException(ErrorCode.SYNTAX_ERROR, "a query is missing after EXPLAIN");
        }
        List<SqlToken> query = List.copyOf(tokens.subList(first, tokens.size()));
        checkKind(query, sql);
        StatementLimits.check(query);
        return new StatementText(asked, blanked(sql, query), query);
    }

    /** A text that begins with INSERT, UPDATE or DELETE. */
    static StatementText ofChange(String sql) {
        List<SqlToken> tokens = tokensOf(sql);
        StatementLimits.check(tokens);
        return new StatementText(Asked.ROWS, blanked(sql, tokens), tokens);
    }

    private static List<SqlToken> tokensOf(String sql) {
        StatementLimits.checkLength(sql);
        List<SqlToken> tokens = SqlTokenizer.tokens(sql);
        int end = tokens.size();
        while (end > 0 && tokens.get(end - 1).isSymbol(";")) {
            end--;
        }
        if (end == 0) {
            throw new BestPeerException(ErrorCode.SYNTAX_ERROR, "the statement is empty");
        }
        return List.copyOf(tokens.subList(0, end));
    }

    private static Asked asked(List<SqlToken> tokens) {
        if (!tokens.get(0).isWord("EXPLAIN")) {
            return Asked.ROWS;
        }
        return tokens.size() > 1 && tokens.get(1).isWord("ANALYZE") ? Asked.ANALYSIS : Asked.PLAN;
    }

    private static int prefixLength(List<SqlToken> tokens, Asked asked) {
        boolean planFor = tokens.size() > 2
                && tokens.get(1).isWord("PLAN")
                && tokens.get(2).isWord("FOR");
        return switch (asked) {
            case ROWS -> 0;
            case PLAN -> planFor ? 3 : 1;
            case ANALYSIS -> 2;
        };
    }

    private static void checkKind(List<SqlToken> query, String sql) {
        SqlToken first =
                query.stream().filter(t -> !t.isSymbol("(")).findFirst().orElse(query.get(0));
        if (first.isWord("SELECT") || first.isWord("VALUES") || first.isWord("WITH") || first.isWord("TABLE")) {
            return;
        }
        if (first.kind() != SqlToken.Kind.WORD || !isStatement(first.text().toUpperCase(Locale.ROOT))) {
            throw new BestPeerException(
                    ErrorCode.SYNTAX_ERROR,
                    "syntax error at %s: expected SELECT, VALUES, WITH, INSERT, UPDATE or DELETE, found \"%s\""
                            .formatted(TextPosition.of(sql, first.start()), first.text()));
        }
        throw new BestPeerException(
                ErrorCode.NOT_SUPPORTED,
                first.text().toUpperCase(Locale.ROOT)
                        + " is not supported here: statements are queries, EXPLAIN of a query,"
                        + " and INSERT, UPDATE and DELETE of the own company's rows");
    }

    private static boolean isStatement(String word) {
        return switch (word) {
            case "INSERT", "UPDATE", "DELETE", "MERGE", "UPSERT", "REPLACE", "TRUNCATE" -> true;
            case "CREATE", "DROP", "ALTER", "COMMENT", "GRANT", "REVOKE", "RENAME", "ANALYZE", "VACUUM" -> true;
            case "SET", "RESET", "SHOW", "DESCRIBE", "DESC", "USE", "CALL", "EXEC", "EXECUTE", "DECLARE" -> true;
            case "BEGIN", "START", "COMMIT", "ROLLBACK", "SAVEPOINT", "LOCK", "COPY", "EXPLAIN", "DO" -> true;
            default -> false;
        };
    }

    private static String blanked(String sql, List<SqlToken> query) {
        int start = query.get(0).start();
        StringBuilder text = new StringBuilder(sql.length());
        for (int i = 0; i < start; i++) {
            text.append(sql.charAt(i) == '\n' ? '\n' : ' ');
        }
        return text.append(sql, start, query.get(query.size() - 1).end()).toString();
    }
}
