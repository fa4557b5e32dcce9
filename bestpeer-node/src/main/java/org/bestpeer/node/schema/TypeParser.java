package org.bestpeer.node.schema;

import java.util.Locale;
import java.util.Map;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;

/** Reads the type of a column. */
final class TypeParser {
    private static final int MAX_LENGTH = 16_777_215;
    private static final String KNOWN =
            "BOOLEAN, SMALLINT, INTEGER, BIGINT, DECIMAL(p, s), DOUBLE, CHAR(n), VARCHAR(n),"
                    + " DATE, TIME, TIMESTAMP, VARBINARY(n)";
    private static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("CLOB", "VARCHAR"),
            Map.entry("TEXT", "VARCHAR"),
            Map.entry("LONGVARCHAR", "VARCHAR"),
            Map.entry("NCHAR", "CHAR"),
            Map.entry("NVARCHAR", "VARCHAR"),
            Map.entry("NCLOB", "VARCHAR"),
            Map.entry("NATIONAL", "CHAR or VARCHAR"),
            Map.entry("BLOB", "VARBINARY"),
            Map.entry("TINYINT", "SMALLINT"),
            Map.entry("DATETIME", "TIMESTAMP"),
            Map.entry("UUID", "CHAR(36)"));

    private final TokenReader tokens;

    TypeParser(TokenReader tokens) {
        this.tokens = tokens;
    }

    Parsed.ColumnType read() {
        Token place = tokens.next();
        if (place.kind() != Token.Kind.WORD) {
            throw SchemaError.at(place, "found %s where a type is expected: %s".formatted(place.shown(), KNOWN));
        }
        Parsed.ColumnType type = named(place);
        if (tokens.peek().isWord("ARRAY")) {
            throw unsupported(tokens.peek(), "ARRAY");
        }
        return type;
    }

    private Parsed.ColumnType named(Token place) {
        String word = place.text().toUpperCase(Locale.ROOT);
        return switch (word) {
            case "BOOLEAN" -> plain(DataType.BOOLEAN);
            case "SMALLINT" -> plain(DataType.SMALLINT);
            case "INTEGER", "INT" -> plain(DataType.INTEGER);
            case "BIGINT" -> plain(DataType.BIGINT);
            case "DECIMAL", "NUMERIC", "DEC" -> plain(decimal(place));
            case "DOUBLE" -> {
                tokens.takeWord("PRECISION");
                yield plain(DataType.DOUBLE);
            }
            case "REAL" -> plain(DataType.DOUBLE);
            case "FLOAT" -> {
                length(53, 53);
                yield plain(DataType.DOUBLE);
            }
            case "CHAR", "CHARACTER" -> character();
            case "VARCHAR" -> plain(DataType.varchar(length(0, MAX_LENGTH)));
            case "DATE" -> plain(DataType.DATE);
            case "TIME", "TIMESTAMP" -> plain(time(TypeKind.valueOf(word)));
            case "BINARY" -> binary(place);
            case "VARBINARY" -> plain(new DataType(TypeKind.VARBINARY, length(0, MAX_LENGTH), 0));
            default -> throw unsupported(place, word);
        };
    }

    private DataType decimal(Token place) {
        if (!tokens.takeSign("(")) {
            throw SchemaError.at(
                    place, "%s needs its number of digits, for instance DECIMAL(15, 2)".formatted(place.shown()));
        }
        int precision = tokens.number("number of digits");
        int scale = tokens.takeSign(",") ? tokens.number("number of digits behind the point") : 0;
        tokens.expectSign(")");
        if (precision < 1 || precision > DataType.MAX_DECIMAL_PRECISION || scale > precision) {
            throw SchemaError.at(
                    place,
                    "DECIMAL(%d, %d): it has 1 to %d digits, and not more of them behind the point"
                            .formatted(precision, scale, DataType.MAX_DECIMAL_PRECISION));
        }
        return DataType.decimal(precision, scale);
    }

    private Parsed.ColumnType character() {
        if (tokens.takeWord("VARYING")) {
            return plain(DataType.varchar(length(0, MAX_LENGTH)));
        }
        if (tokens.peek().isWord("LARGE")) {
            throw unsupported(tokens.peek(), "CLOB");
        }
        return new Parsed.ColumnType(DataType.varchar(length(1, MAX_LENGTH)), true);
    }

    private Parsed.ColumnType binary(Token place) {
        if (!tokens.takeWord("VARYING")) {
            throw SchemaError.at(place, "type BINARY is not supported; use VARBINARY");
        }
        return plain(new DataType(TypeKind.VARBINARY, length(0, MAX_LENGTH), 0));
    }

    private DataType time(TypeKind kind) {
        int digits = length(DataType.MAX_FRACTIONAL_SECOND_DIGITS, DataType.MAX_FRACTIONAL_SECOND_DIGITS);
        Token place = tokens.peek();
        if (tokens.takeWord("WITH")) {
            throw SchemaError.at(
                    place, "%s WITH TIME ZONE is not supported; use %s in one agreed zone".formatted(kind, kind));
        }
        if (tokens.takeWord("WITHOUT")) {
            tokens.expectWord("TIME");
            tokens.expectWord("ZONE");
        }
        return new DataType(kind, digits, 0);
    }

    /** A number in parentheses, if there is one. */
    private int length(int otherwise, int max) {
        Token place = tokens.peek();
        if (!tokens.takeSign("(")) {
            return otherwise;
        }
        int length = tokens.number("length");
        tokens.expectSign(")");
        // Only a fraction of a second may have no digit.
        boolean tooSmall = length == 0 && max != DataType.MAX_FRACTIONAL_SECOND_DIGITS;
        if (tooSmall || length > max) {
            throw SchemaError.at(place, "%d is not allowed here, at most %d is".formatted(length, max));
        }
        return length;
    }

    private static Parsed.ColumnType plain(DataType type) {
        return new Parsed.ColumnType(type, false);
    }

    private static RuntimeException unsupported(Token place, String type) {
        String remedy = INSTEAD.containsKey(type) ? "use " + INSTEAD.get(type) : "the types are " + KNOWN;
        return SchemaError.at(place, "type %s is not supported; %s".formatted(type, remedy));
    }
}
