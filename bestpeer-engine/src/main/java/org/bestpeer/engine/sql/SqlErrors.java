package org.bestpeer.engine.sql;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.parser.SqlParseException;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Calcite's complaints in our words: a code, the position in the user's text, one plain sentence. */
final class SqlErrors {
    private static final Pattern POSITION = Pattern.compile("line (\\d+), column (\\d+)");
    private static final int MAX_MESSAGE = 400;

    private static final List<Wording> WORDINGS = List.of(
            new Wording("Object '(.*?)' not found.*", ErrorCode.UNKNOWN_TABLE, "table \"%s\" does not exist"),
            new Wording(
                    "Table '(.*?)' not found.*", ErrorCode.UNKNOWN_TABLE, "table \"%s\" does not exist in this query"),
            new Wording(
                    "Column '(.*?)' not found in table '(.*?)'.*",
                    ErrorCode.UNKNOWN_COLUMN,
                    "column \"%s\" does not exist in table \"%s\""),
            new Wording("Column '(.*?)' not found.*", ErrorCode.UNKNOWN_COLUMN, "column \"%s\" does not exist"),
            new Wording(
                    "Column '(.*?)' is ambiguous.*",
                    ErrorCode.INVALID_STATEMENT,
                    "column \"%s\" is ambiguous; write the table's name before it"),
            new Wording(
                    "No match found for function signature (.*)",
                    ErrorCode.UNKNOWN_FUNCTION,
                    "there is no function %s for arguments of these types"),
            new Wording(
                    "Cannot apply '(.*?)' to arguments of type '(.*?)'\\..*",
                    ErrorCode.TYPE_MISMATCH,
                    "%s cannot be applied to %s"),
            new Wording(
                    "Values passed to (.*?) operator must have compatible types.*",
                    ErrorCode.TYPE_MISMATCH,
                    "the values of %s have types that do not go together"),
            new Wording(
                    "Expression '(.*?)' is not being grouped.*",
                    ErrorCode.INVALID_STATEMENT,
                    "%s must stand in GROUP BY or inside an aggregate function"),
            new Wording(
                    "Illegal use of dynamic parameter.*",
                    ErrorCode.INVALID_PARAMETER,
                    "the type of this parameter is not known; write CAST(? AS type)"),
            new Wording(
                    "Invalid number of arguments to function '(.*?)'.*",
                    ErrorCode.UNKNOWN_FUNCTION,
                    "wrong number of arguments for function %s"));

    private record Wording(Pattern pattern, ErrorCode code, String text) {
        Wording(String pattern, ErrorCode code, String text) {
            this(Pattern.compile(pattern, Pattern.DOTALL), code, text);
        }
    }

    private SqlErrors() {}

    static BestPeerException syntax(StatementText statement, WithoutFrom parsed, SqlParseException failure) {
        String message = String.valueOf(failure.getMessage());
        boolean unexpected = message.startsWith("Encountered")
                || message.startsWith("Lexical")
                || message.startsWith("Incorrect syntax");
        TextPosition position = parsed.original(position(failure, message));
        if (!unexpected) {
            return translated(position, rootMessage(failure), failure, ErrorCode.SYNTAX_ERROR);
        }
        String found = statement.tokens().stream()
                .filter(t -> TextPosition.of(statement.query(), t.start()).equals(position))
                .map(t -> "unexpected \"" + t.text() + "\"")
                .findFirst()
                .orElse(message.contains("<EOF>") ? "the statement ends too early" : "unexpected character");
        return new BestPeerException(ErrorCode.SYNTAX_ERROR, "syntax error at " + position + ": " + found, failure);
    }

    private static TextPosition position(SqlParseException failure, String message) {
        if (failure.getPos() != null) {
            return new TextPosition(
                    failure.getPos().getLineNum(), failure.getPos().getColumnNum());
        }
        Matcher matcher = POSITION.matcher(message);
        return matcher.find()
                ? new TextPosition(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)))
                : new TextPosition(1, 1);
    }

    /** A statement that is well formed but does not fit the schema. */
    static BestPeerException invalid(CalciteContextException failure) {
        TextPosition position = new TextPosition(failure.getPosLine(), failure.getPosColumn());
        return translated(position, rootMessage(failure), failure, ErrorCode.INVALID_STATEMENT);
    }

    private static BestPeerException translated(
            TextPosition position, String message, Throwable cause, ErrorCode otherwise) {
        for (Wording wording : WORDINGS) {
            Matcher matcher = wording.pattern.matcher(message);
            if (matcher.matches()) {
                Object[] groups = new Object[matcher.groupCount()];
                for (int i = 0; i < groups.length; i++) {
                    groups[i] = matcher.group(i + 1);
                }
                return new BestPeerException(
                        wording.code, wording.text.formatted(groups) + " (" + position + ")", cause);
            }
        }
        return new BestPeerException(otherwise, plain(message) + " (" + position + ")", cause);
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return text(root.getMessage());
    }

    private static String text(@Nullable String message) {
        return message == null ? "the statement is not valid" : message;
    }

    /** The first line of a foreign message, begun and ended as ours are. */
    static String plain(@Nullable String message) {
        String line = text(message).lines().findFirst().orElse("").strip();
        if (line.isEmpty() || line.contains("org.apache.") || line.contains("java.")) {
            return "the statement is not valid";
        }
        String cut = line.length() > MAX_MESSAGE ? line.substring(0, MAX_MESSAGE) : line;
        String first = cut.substring(0, 1);
        boolean word = cut.length() > 1 && Character.isLowerCase(cut.charAt(1));
        return (word ? first.toLowerCase(Locale.ROOT) : first) + cut.substring(1);
    }
}
