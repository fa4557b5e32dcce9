package org.bestpeer.engine.sql;

/**
 * A piece of SQL text.
 *
 * @param kind what it is
 * @param text its characters as written
 * @param start index of its first character
 * @param end index after its last character
 */
record SqlToken(Kind kind, String text, int start, int end) {
    enum Kind {
        WORD,
        QUOTED_NAME,
        STRING,
        NUMBER,
        SYMBOL
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }
}
