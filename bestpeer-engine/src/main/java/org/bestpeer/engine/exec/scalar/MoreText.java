package org.bestpeer.engine.exec.scalar;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.type.DataType;

/** Functions of text that cut, fill and put together. Lengths are in code points. */
final class MoreText {
    private MoreText() {}

    static RowFunction of(Scalar.Call call) {
        DataType type = call.type();
        return switch (call.function()) {
            case LEFT -> values -> left((String) values[0], number(values[1]));
            case RIGHT -> values -> right((String) values[0], number(values[1]));
            case LPAD -> values -> padded(values, true);
            case RPAD -> values -> padded(values, false);
            case REPEAT -> values -> repeated((String) values[0], number(values[1]));
            case REVERSE ->
                values -> new StringBuilder((String) values[0]).reverse().toString();
            case INITCAP -> values -> capitalized((String) values[0]);
            case ASCII ->
                values -> Numbers.boxed(((String) values[0]).isEmpty() ? 0 : ((String) values[0]).codePointAt(0), type);
            case CHR -> values -> character(number(values[0]));
            case TRANSLATE -> values -> translated((String) values[0], (String) values[1], (String) values[2]);
            case SPLIT_PART -> values -> part((String) values[0], (String) values[1], number(values[2]));
            default -> throw new IllegalArgumentException(call.function() + " is not a function of text");
        };
    }

    private static long number(Object value) {
        return Numbers.wholeNumber(value);
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String left(String text, long count) {
        int length = length(text);
        long kept = count >= 0 ? Math.min(count, length) : Math.max(0, length + count);
        return text.substring(0, text.offsetByCodePoints(0, (int) kept));
    }

    private static String right(String text, long count) {
        int length = length(text);
        long kept = count >= 0 ? Math.min(count, length) : Math.max(0, length + count);
        return text.substring(text.offsetByCodePoints(0, length - (int) kept));
    }

    private static String padded(Object[] values, boolean before) {
        String text = (String) values[0];
        String fill = values.length > 2 ? (String) values[2] : " ";
        long wanted = Math.max(0, number(values[1]));
        long missing = wanted - length(text);
        if (missing <= 0 || fill.isEmpty()) {
            return left(text, wanted);
        }
        TextFunctions.requireShort(wanted);
        String padding = left(fill.repeat((int) missing / length(fill) + 1), missing);
        return before ? padding + text : text + padding;
    }

    private static String repeated(String text, long times) {
        if (times <= 0 || text.isEmpty()) {
            return "";
        }
        TextFunctions.requireShort(times > Integer.MAX_VALUE ? times : times * text.length());
        return text.repeat((int) times);
    }

    private static String capitalized(String text) {
        StringBuilder result = new StringBuilder(text.length());
        boolean inside = false;
        for (int point : text.codePoints().toArray()) {
            result.appendCodePoint(inside ? Character.toLowerCase(point) : Character.toUpperCase(point));
            inside = Character.isLetterOrDigit(point);
        }
        return result.toString();
    }

    private static String character(long point) {
        boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        if (point <= 0 || point > Character.MAX_CODE_POINT || surrogate) {
            throw new BestPeerException(ErrorCode.INVALID_VALUE, "there is no character number " + point);
        }
        return Character.toString((int) point);
    }

    private static String translated(String text, String from, String to) {
        int[] sources = from.codePoints().toArray();
        int[] targets = to.codePoints().toArray();
        StringBuilder result = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            int at = 0;
            while (at < sources.length && sources[at] != point) {
                at++;
            }
            if (at == sources.length) {
                result.appendCodePoint(point);
            } else if (at < targets.length) {
                result.appendCodePoint(targets[at]);
            }
        });
        return result.toString();
    }

    private static String part(String text, String separator, long number) {
        if (number == 0) {
            throw new BestPeerException(ErrorCode.INVALID_VALUE, "parts of a text are counted from 1");
        }
        List<String> parts = new ArrayList<>();
        if (separator.isEmpty()) {
            parts.add(text);
        } else {
            parts.addAll(List.of(text.split(Pattern.quote(separator), -1)));
        }
        long index = number > 0 ? number - 1 : parts.size() + number;
        return index >= 0 && index < parts.size() ? parts.get((int) index) : "";
    }
}
