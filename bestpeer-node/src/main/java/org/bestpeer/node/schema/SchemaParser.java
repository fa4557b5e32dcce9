package org.bestpeer.node.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the statements of a schema file. What it does not know by name it refuses. */
final class SchemaParser {
    private static final String STATEMENTS =
            "CREATE TABLE, CREATE REFERENCE TABLE, COMMENT ON TABLE or COMMENT ON COLUMN";
    private static final String ELEMENTS = "\",\", \")\", NOT NULL, DEFAULT, PRIMARY KEY, UNIQUE or REFERENCES";

    private final TokenReader tokens;
    private final List<Parsed.Table> tables = new ArrayList<>();
    private final List<Parsed.Comment> comments = new ArrayList<>();

    private SchemaParser(TokenReader tokens) {
        this.tokens = tokens;
    }

    static Parsed.Schema read(String text) {
        SchemaParser parser = new SchemaParser(new TokenReader(Tokenizer.read(text)));
        while (!parser.tokens.atEnd()) {
            parser.statement();
        }
        return new Parsed.Schema(parser.tables, parser.comments);
    }

    private void statement() {
        if (tokens.takeSign(";")) {
            return;
        }
        Token place = tokens.peek();
        if (tokens.takeWord("CREATE")) {
            boolean reference = tokens.takeWord("REFERENCE");
            if (!tokens.takeWord("TABLE")) {
                throw tokens.unexpected("TABLE or REFERENCE TABLE (a schema file holds only " + STATEMENTS + ")");
            }
            tables.add(new Body(place, reference).read());
        } else if (tokens.takeWord("COMMENT")) {
            comments.add(comment(place));
        } else {
            throw tokens.unexpected(STATEMENTS);
        }
        if (!tokens.atEnd()) {
            tokens.expectSign(";");
        }
    }

    private Parsed.Comment comment(Token place) {
        tokens.expectWord("ON");
        String table;
        Optional<String> column = Optional.empty();
        if (tokens.takeWord("TABLE")) {
            table = tokens.name("table");
        } else if (tokens.takeWord("COLUMN")) {
            table = tokens.name("column's table");
            tokens.expectSign(".");
            column = Optional.of(tokens.name("column"));
        } else {
            throw tokens.unexpected("TABLE or COLUMN");
        }
        tokens.expectWord("IS");
        return new Parsed.Comment(place, table, column, tokens.string("the comment as a string"));
    }

    /** What stands between the parentheses of a CREATE TABLE. */
    private final class Body {
        private final Token place;
        private final boolean reference;
        private final List<Parsed.Column> columns = new ArrayList<>();
        private final List<Parsed.Key> keys = new ArrayList<>();
        private final List<Parsed.Reference> references = new ArrayList<>();

        Body(Token place, boolean reference) {
            this.place = place;
            this.reference = reference;
        }

        Parsed.Table read() {
            String name = tokens.name("table");
            tokens.expectSign("(");
            do {
                element();
            } while (tokens.takeSign(","));
            if (!tokens.takeSign(")")) {
                throw tokens.unexpected(ELEMENTS);
            }
            if (columns.isEmpty()) {
                throw SchemaError.at(place, "table %s has no columns".formatted(name));
            }
            return new Parsed.Table(place, name, reference, columns, keys, references);
        }

        private void element() {
            Token start = tokens.peek();
            Optional<String> name =
                    tokens.takeWord("CONSTRAINT") ? Optional.of(tokens.name("constraint")) : Optional.empty();
            if (tokens.takeWord("PRIMARY")) {
                tokens.expectWord("KEY");
                keys.add(new Parsed.Key(start, true, tokens.columnNames()));
            } else if (tokens.takeWord("UNIQUE")) {
                keys.add(new Parsed.Key(start, false, tokens.columnNames()));
            } else if (tokens.takeWord("FOREIGN")) {
                tokens.expectWord("KEY");
                List<String> own = tokens.columnNames();
                tokens.expectWord("REFERENCES");
                references.add(target(start, name, own));
            } else if (name.isPresent()) {
                throw tokens.unexpected("PRIMARY KEY, UNIQUE or FOREIGN KEY");
            } else {
                column(start);
            }
        }

        private void column(Token start) {
            for (String keyword : List.of("CHECK", "LIKE", "PERIOD", "EXCLUDE")) {
                if (start.isWord(keyword)) {
                    throw SchemaError.at(start, keyword + " is not supported; a table has columns and keys only");
                }
            }
            String name = tokens.name("column");
            Parsed.ColumnType type = new TypeParser(tokens).read();
            boolean required = false;
            Optional<String> defaultValue = Optional.empty();
            while (!tokens.peek().isSign(",") && !tokens.peek().isSign(")")) {
                Token clause = tokens.peek();
                Optional<String> constraint =
                        tokens.takeWord("CONSTRAINT") ? Optional.of(tokens.name("constraint")) : Optional.empty();
                if (tokens.takeWord("NOT")) {
                    tokens.expectWord("NULL");
                    required = true;
                } else if (tokens.takeWord("PRIMARY")) {
                    tokens.expectWord("KEY");
                    keys.add(new Parsed.Key(clause, true, List.of(name)));
                } else if (tokens.takeWord("UNIQUE")) {
                    keys.add(new Parsed.Key(clause, false, List.of(name)));
                } else if (tokens.takeWord("REFERENCES")) {
                    references.add(target(clause, constraint, List.of(name)));
                } else if (constraint.isEmpty() && tokens.takeWord("DEFAULT")) {
                    defaultValue = Optional.of(constant());
                } else if (constraint.isPresent() || !tokens.takeWord("NULL")) {
                    throw tokens.unexpected(ELEMENTS);
                }
            }
            columns.add(new Parsed.Column(start, name, type, required, defaultValue));
        }

        private Parsed.Reference target(Token start, Optional<String> name, List<String> own) {
            String table = tokens.name("table");
            List<String> columnNames = tokens.peek().isSign("(") ? tokens.columnNames() : List.of();
            if (tokens.peek().isWord("ON") || tokens.peek().isWord("MATCH")) {
                throw SchemaError.at(
                        tokens.peek(), "a foreign key has no ON or MATCH: it names rows, it does not enforce them");
            }
            return new Parsed.Reference(start, name, own, table, columnNames);
        }

        /** A constant as SQL text; nothing that computes. */
        private String constant() {
            Token token = tokens.next();
            if (token.isSign("-") || token.isSign("+")) {
                Token number = tokens.next();
                if (number.kind() == Token.Kind.NUMBER) {
                    return token.text() + number.text();
                }
            } else if (token.kind() == Token.Kind.NUMBER) {
                return token.text();
            } else if (token.kind() == Token.Kind.STRING) {
                return literal(token.text());
            } else if (token.isWord("TRUE") || token.isWord("FALSE") || token.isWord("NULL")) {
                return token.text().toUpperCase(Locale.ROOT);
            } else if (token.isWord("DATE") || token.isWord("TIME") || token.isWord("TIMESTAMP")) {
                return token.text().toUpperCase(Locale.ROOT) + " " + literal(tokens.string("a quoted value"));
            }
            throw SchemaError.at(
                    token,
                    "found %s where a constant is expected: a number, a string, TRUE, FALSE, NULL, DATE '…'"
                            .formatted(token.shown()));
        }

        private static String literal(String text) {
            return "'" + text.replace("'", "''") + "'";
        }
    }
}
