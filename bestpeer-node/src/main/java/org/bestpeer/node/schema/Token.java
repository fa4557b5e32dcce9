package org.bestpeer.node.schema;

import java.util.Locale;

/**
 * A word or sign of a schema file.
 *
 * @param kind what it is
 * @param text its text; of names and strings what stands between the quotes
 * @param line counted from 1
 * @param column in characters, counted from 1
 */
record Token(Kind kind, String text, int line, int column) {
    enum Kind {
        WORD,
        QUOTED_NAME,
        STRING,
        NUMBER,
        SIGN,
        END
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    boolean isSign(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
    }

    /** The name that it stands for: lower case unless it is quoted. */
    String name() {
        return kind == Kind.QUOTED_NAME ? text : text.toLowerCase(Locale.ROOT);
    }

    /** As it is shown in a message. */
    String shown() {
        return switch (kind) {
            case END -> "the end of the file";
            case STRING -> "a string";
            case QUOTED_NAME -> '"' + text + '"';
            case WORD, NUMBER, SIGN -> text;
        };
    }
}
