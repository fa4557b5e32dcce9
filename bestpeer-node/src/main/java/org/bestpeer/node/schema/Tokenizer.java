package org.bestpeer.node.schema;

import java.util.ArrayList;
import java.util.List;

/** Cuts a schema file into tokens; comments and blanks go. */
final class Tokenizer {
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int position;
    private int line = 1;
    private int column = 1;

    private Tokenizer(String text) {
        this.text = text;
    }

    /** The tokens of the text; the last is {@link Token.Kind#END}. */
    static List<Token> read(String text) {
        return new Tokenizer(text).read();
    }

    private List<Token> read() {
        while (position < text.length()) {
            char c = peek(0);
            if (Character.isWhitespace(c) || (c == '\ufeff' && position == 0)) {
                advance();
            } else if (c == '-' && peek(1) == '-') {
                while (position < text.length() && peek(0) != '\n') {
                    advance();
                }
            } else if (c == '/' && peek(1) == '*') {
                skipComment();
            } else {
                token(c);
            }
        }
        tokens.add(new Token(Token.Kind.END, "", line, column));
        return tokens;
    }

    private void token(char c) {
        if (Character.isLetter(c) || c == '_') {
            plain(Token.Kind.WORD);
        } else if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
            plain(Token.Kind.NUMBER);
        } else if (c == '"') {
            quoted(Token.Kind.QUOTED_NAME, '"');
        } else if (c == '\'') {
            quoted(Token.Kind.STRING, '\'');
        } else {
            tokens.add(new Token(Token.Kind.SIGN, String.valueOf(c), line, column));
            advance();
        }
    }

    private void plain(Token.Kind kind) {
        int start = position;
        int startColumn = column;
        boolean number = kind == Token.Kind.NUMBER;
        while (Character.isLetterOrDigit(peek(0)) || peek(0) == '_' || (number ? peek(0) == '.' : peek(0) == '$')) {
            advance();
        }
        tokens.add(new Token(kind, text.substring(start, position), line, startColumn));
    }

    private void quoted(Token.Kind kind, char quote) {
        int startLine = line;
        int startColumn = column;
        StringBuilder content = new StringBuilder();
        advance();
        while (peek(0) != quote || peek(1) == quote) {
            if (position >= text.length()) {
                throw SchemaError.at(startLine, startColumn, "the quote that starts here does not end");
            }
            if (peek(0) == quote) {
                advance();
            }
            content.append(peek(0));
            advance();
        }
        advance();
        tokens.add(new Token(kind, content.toString(), startLine, startColumn));
    }

    private void skipComment() {
        int startLine = line;
        int startColumn = column;
        advance();
        advance();
        while (peek(0) != '*' || peek(1) != '/') {
            if (position >= text.length()) {
                throw SchemaError.at(startLine, startColumn, "the comment that starts here does not end");
            }
            advance();
        }
        advance();
        advance();
    }

    private void advance() {
        char c = text.charAt(position++);
        if (c == '\n') {
            line++;
            column = 1;
        } else if (!Character.isLowSurrogate(c)) {
            column++;
        }
    }

    private char peek(int ahead) {
        return position + ahead < text.length() ? text.charAt(position + ahead) : '\0';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
