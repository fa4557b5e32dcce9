package org.bestpeer.node.schema;

import java.util.ArrayList;
import java.util.List;

/** Goes through the tokens of a schema file. */
final class TokenReader {
    private static final int MAX_NAME = 128;
    private static final String RESERVED_PREFIX = "bp$";

    private final List<Token> tokens;
    private int position;

    TokenReader(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(position);
    }

    Token next() {
        Token token = peek();
        if (token.kind() != Token.Kind.END) {
            position++;
        }
        return token;
    }

    boolean atEnd() {
        return peek().kind() == Token.Kind.END;
    }

    /** Takes the word if it comes next. */
    boolean takeWord(String word) {
        if (peek().isWord(word)) {
            position++;
            return true;
        }
        return false;
    }

    boolean takeSign(String sign) {
        if (peek().isSign(sign)) {
            position++;
            return true;
        }
        return false;
    }

    void expectWord(String word) {
        if (!takeWord(word)) {
            throw unexpected(word);
        }
    }

    void expectSign(String sign) {
        if (!takeSign(sign)) {
            throw unexpected("\"" + sign + "\"");
        }
    }

    /** A table's, column's or constraint's name. */
    String name(String what) {
        Token token = next();
        if (!token.isName() || token.text().isEmpty()) {
            throw SchemaError.at(token, "found %s where the name of a %s is expected".formatted(token.shown(), what));
        }
        String name = token.name();
        boolean unusable = name.length() > MAX_NAME
                || name.startsWith(RESERVED_PREFIX)
                || name.chars().anyMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c));
        if (unusable) {
            throw SchemaError.at(
                    token,
                    "a name has at most %d characters, no control characters, and does not begin with %s"
                            .formatted(MAX_NAME, RESERVED_PREFIX));
        }
        if (peek().isSign(".") && !what.equals("column's table")) {
            throw SchemaError.at(peek(), "names are not qualified by a schema here");
        }
        return name;
    }

    List<String> columnNames() {
        expectSign("(");
        List<String> names = new ArrayList<>();
        do {
            Token place = peek();
            String name = name("column");
            if (names.contains(name)) {
                throw SchemaError.at(place, "column %s is named twice".formatted(name));
            }
            names.add(name);
        } while (takeSign(","));
        expectSign(")");
        return names;
    }

    int number(String what) {
        Token token = next();
        if (token.kind() != Token.Kind.NUMBER || !token.text().matches("[0-9]{1,9}")) {
            throw SchemaError.at(token, "found %s where a %s is expected".formatted(token.shown(), what));
        }
        return Integer.parseInt(token.text());
    }

    String string(String what) {
        Token token = next();
        if (token.kind() != Token.Kind.STRING) {
            throw SchemaError.at(token, "found %s where %s is expected".formatted(token.shown(), what));
        }
        return token.text();
    }

    RuntimeException unexpected(String expected) {
        return SchemaError.at(peek(), "found %s where %s is expected".formatted(peek().shown(), expected));
    }
}
