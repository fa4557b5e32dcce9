package org.bestpeer.engine.sql;

import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlNode;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;

/** INSERT, UPDATE and DELETE as texts: told from queries before any parser sees them, and parsed. */
final class ChangeText {
    /** For each kind of statement, the words of other databases that ours do not have, and how they are called. */
    private static final Map<String, List<String>> REFUSED = Map.of(
            "INSERT", List.of("RETURNING", "CONFLICT", "OVERRIDING"),
            "UPDATE", List.of("RETURNING", "FROM"),
            "DELETE", List.of("RETURNING", "USING"));

    /** What stands for DEFAULT in SET; nobody else's names begin so. */
    static final String DEFAULT_NAME = "bp$df";

    private ChangeText() {}

    static boolean isChange(String sql) {
        StatementLimits.checkLength(sql);
        List<SqlToken> tokens = SqlTokenizer.tokens(sql);
        return !tokens.isEmpty() && isKind(tokens.get(0));
    }

    private static boolean isKind(SqlToken token) {
        return REFUSED.keySet().stream().anyMatch(token::isWord);
    }

    static SqlNode parse(String sql) {
        StatementText text = StatementText.ofChange(sql);
        List<SqlToken> tokens = text.tokens();
        REFUSED.forEach((kind, words) -> {
            if (tokens.get(0).isWord(kind)) {
                words.forEach(word -> refuse(tokens, kind, word));
            }
        });
        return QueryParser.parseChange(withDefaults(text));
    }

    /** The parser knows DEFAULT in VALUES but not in SET, where a name of the same length takes its place. */
    private static StatementText withDefaults(StatementText text) {
        StringBuilder query = new StringBuilder(text.query());
        List<SqlToken> tokens = text.tokens();
        for (int i = 1; i < tokens.size(); i++) {
            if (tokens.get(0).isWord("UPDATE")
                    && tokens.get(i).isWord("DEFAULT")
                    && tokens.get(i - 1).isSymbol("=")) {
                query.replace(tokens.get(i).start(), tokens.get(i).end(), '"' + DEFAULT_NAME + '"');
            }
        }
        return new StatementText(text.asked(), query.toString(), tokens);
    }

    /** Outside of parentheses, where it cannot belong to a query of an UPDATE or DELETE. */
    private static void refuse(List<SqlToken> tokens, String kind, String word) {
        int depth = 0;
        for (int i = 1; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            if (token.isSymbol("(")) {
                depth++;
            } else if (token.isSymbol(")")) {
                depth--;
            } else if (depth == 0 && token.isWord(word) && isClause(tokens.get(i - 1), word)) {
                String name = word.equals("CONFLICT") ? "ON CONFLICT" : word;
                throw new BestPeerException(
                        ErrorCode.NOT_SUPPORTED, "%s with %s is not supported".formatted(kind, name));
            }
        }
    }

    private static boolean isClause(SqlToken before, String word) {
        return word.equals("CONFLICT") ? before.isWord("ON") : !(word.equals("FROM") && before.isWord("DISTINCT"));
    }
}
