package org.bestpeer.engine.exec.scalar;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.type.DataType;

/** Functions of text. Positions and lengths are in code points. */
final class TextFunctions {
    private static final int ESCAPE = 2;

    /** A text longer than this comes from REPLACE or CONCAT gone wild, not from data. */
    private static final int LONGEST_TEXT = 16 << 20;

    private TextFunctions() {}

    static RowFunction of(Scalar.Call call) {
        DataType type = call.type();
        return switch (call.function()) {
            case LIKE -> like();
            case SIMILAR_TO -> similar(call);
            case CONCAT -> values -> bounded(String.join("", texts(values)));
            case SUBSTRING -> values -> substring(text(values[0]), values);
            case UPPER -> values -> text(values[0]).toUpperCase(Locale.ROOT);
            case LOWER -> values -> text(values[0]).toLowerCase(Locale.ROOT);
            case TRIM_BOTH -> values -> trim(values, true, true);
            case TRIM_LEADING -> values -> trim(values, true, false);
            case TRIM_TRAILING -> values -> trim(values, false, true);
            case REPLACE -> values -> replace(text(values[0]), text(values[1]), text(values[2]));
            case CHAR_LENGTH -> values -> Numbers.boxed(length(text(values[0])), type);
            case OCTET_LENGTH -> values -> Numbers.boxed(octets(values[0]), type);
            case POSITION -> values -> Numbers.boxed(position(text(values[0]), text(values[1])), type);
            default -> throw new IllegalArgumentException(call.function() + " is not a function of text");
        };
    }

    private static String text(Object value) {
        return (String) value;
    }

    private static String[] texts(Object[] values) {
        String[] texts = new String[values.length];
        long length = 0;
        for (int i = 0; i < texts.length; i++) {
            texts[i] = text(values[i]);
            length += texts[i].length();
        }
        requireShort(length);
        return texts;
    }

    static void requireShort(long length) {
        if (length > LONGEST_TEXT) {
            throw new BestPeerException(
                    ErrorCode.LIMIT_EXCEEDED, "text would be longer than %d characters".formatted(LONGEST_TEXT));
        }
    }

    private static String bounded(String text) {
        requireShort(text.length());
        return text;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** LIKE, if its pattern is constant. */
    static Optional<LikePattern> constantLike(Scalar.Call call) {
        Optional<String> pattern = constant(call, 1);
        Optional<String> escape = call.arguments().size() > ESCAPE ? constant(call, ESCAPE) : Optional.of("");
        return pattern.flatMap(text -> escape.map(character -> LikePattern.of(text, character)));
    }

    private static RowFunction like() {
        return values -> LikePattern.of(text(values[1]), values.length > ESCAPE ? text(values[ESCAPE]) : "")
                .matches(text(values[0]));
    }

    private static RowFunction similar(Scalar.Call call) {
        Optional<String> pattern = constant(call, 1);
        Optional<String> escape = call.arguments().size() > ESCAPE ? constant(call, ESCAPE) : Optional.of("");
        if (pattern.isPresent() && escape.isPresent()) {
            SimilarPattern compiled = SimilarPattern.of(pattern.get(), escape.get());
            return values -> compiled.matches(text(values[0]));
        }
        return values -> SimilarPattern.of(text(values[1]), values.length > ESCAPE ? text(values[ESCAPE]) : "")
                .matches(text(values[0]));
    }

    private static Optional<String> constant(Scalar.Call call, int argument) {
        return call.arguments().get(argument) instanceof Scalar.Literal literal
                        && literal.value() instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }

    private static String substring(String text, Object[] values) {
        long start = ((Number) values[1]).longValue();
        // Without a length, one that reaches the end of any text.
        long count = values.length > 2 ? ((Number) values[2]).longValue() : Integer.MAX_VALUE;
        if (count < 0) {
            throw new BestPeerException(ErrorCode.INVALID_VALUE, "length of a substring is negative");
        }
        int length = length(text);
        // Positions before the first character count against the length, as the standard says.
        long end = values.length > 2 ? saturatedSum(start, count) : Long.MAX_VALUE;
        long from = Math.max(start, 1);
        long to = Math.min(end, length + 1L);
        if (from >= to) {
            return "";
        }
        int begin = text.offsetByCodePoints(0, (int) from - 1);
        return text.substring(begin, text.offsetByCodePoints(begin, (int) (to - from)));
    }

    private static long saturatedSum(long a, long b) {
        long sum = a + b;
        return b > 0 && sum < a ? Long.MAX_VALUE : sum;
    }

    private static String trim(Object[] values, boolean leading, boolean trailing) {
        String text = text(values[0]);
        String characters = values.length > 1 ? text(values[1]) : " ";
        int from = 0;
        int to = text.length();
        while (leading && from < to && characters.indexOf(text.codePointAt(from)) >= 0) {
            from += Character.charCount(text.codePointAt(from));
        }
        while (trailing && to > from && characters.indexOf(text.codePointBefore(to)) >= 0) {
            to -= Character.charCount(text.codePointBefore(to));
        }
        return text.substring(from, to);
    }

    private static String replace(String text, String what, String with) {
        if (what.isEmpty()) {
            return text;
        }
        if (with.length() > what.length()) {
            long most = (long) text.length() / what.length() * with.length() + text.length();
            if (most > LONGEST_TEXT) {
                requireShort(replacedLength(text, what, with));
            }
        }
        return text.replace(what, with);
    }

    private static long replacedLength(String text, String what, String with) {
        long length = text.length();
        for (int at = text.indexOf(what); at >= 0; at = text.indexOf(what, at + what.length())) {
            length += with.length() - what.length();
        }
        return length;
    }

    private static long octets(Object value) {
        return value instanceof byte[] binary ? binary.length : text(value).getBytes(StandardCharsets.UTF_8).length;
    }

    private static long position(String what, String text) {
        int at = text.indexOf(what);
        return at < 0 ? 0 : text.codePointCount(0, at) + 1L;
    }
}
