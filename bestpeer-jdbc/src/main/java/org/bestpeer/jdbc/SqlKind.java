package org.bestpeer.jdbc;

import java.util.Locale;
import java.util.Set;

/** What a text is by its first word: enough to know whether it may be sent twice, and which call of JDBC it suits. */
enum SqlKind {
    /** Reads: may be sent again if its answer did not come. */
    QUERY,
    /** Changes rows: never sent again. */
    CHANGE,
    /** Something that the peer will refuse. */
    OTHER;

    private static final Set<String> QUERIES = Set.of("SELECT", "VALUES", "WITH", "TABLE", "EXPLAIN");
    private static final Set<String> CHANGES =
            Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "UPSERT", "REPLACE", "TRUNCATE");

    static SqlKind of(String sql) {
        int at = start(sql);
        int end = at;
        while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
            end++;
        }
        String word = sql.substring(at, end).toUpperCase(Locale.ROOT);
        return QUERIES.contains(word) ? QUERY : CHANGES.contains(word) ? CHANGE : OTHER;
    }

    /** Past blanks, comments and parentheses. */
    private static int start(String sql) {
        int at = 0;
        while (at < sql.length()) {
            if (Character.isWhitespace(sql.charAt(at)) || sql.charAt(at) == '(') {
                at++;
            } else if (sql.startsWith("--", at)) {
                int end = sql.indexOf('\n', at);
                at = end < 0 ? sql.length() : end;
            } else if (sql.startsWith("/*", at)) {
                int end = sql.indexOf("*/", at + 2);
                at = end < 0 ? sql.length() : end + 2;
            } else {
                return at;
            }
        }
        return at;
    }
}
