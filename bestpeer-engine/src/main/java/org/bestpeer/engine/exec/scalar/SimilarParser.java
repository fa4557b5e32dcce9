package org.bestpeer.engine.exec.scalar;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.exec.scalar.SimilarPattern.Step;

/** Reads SIMILAR TO patterns: {@code % _ | * + ? {m,n} ( ) [ ]}. */
final class SimilarParser {
    private static final int LONGEST = 1000;
    private static final int MOST_STEPS = 10_000;
    private static final int MOST_NESTING = 100;
    private static final int NO_ESCAPE = -1;
    private static final int UNBOUNDED = -1;

    private final int[] pattern;
    private final int escape;
    private int at;
    private int nesting;

    private SimilarParser(int[] pattern, int escape) {
        this.pattern = pattern;
        this.escape = escape;
    }

    static List<Step> parse(String text, String escape) {
        if (escape.codePointCount(0, escape.length()) > 1) {
            throw malformed("its escape is not one character");
        }
        int[] points = text.codePoints().toArray();
        if (points.length > LONGEST) {
            throw tooLarge();
        }
        SimilarParser parser = new SimilarParser(points, escape.isEmpty() ? NO_ESCAPE : escape.codePointAt(0));
        List<Step> program = parser.alternatives();
        if (parser.at < points.length) {
            throw malformed("a parenthesis is closed that was not opened");
        }
        return program;
    }

    private static BestPeerException malformed(String what) {
        return new BestPeerException(ErrorCode.INVALID_VALUE, "SIMILAR TO pattern cannot be read: " + what);
    }

    private static BestPeerException tooLarge() {
        return new BestPeerException(
                ErrorCode.LIMIT_EXCEEDED,
                "SIMILAR TO pattern is longer than %d characters, or repeats too much".formatted(LONGEST));
    }

    private boolean sees(int point) {
        return at < pattern.length && pattern[at] == point && point != escape;
    }

    private boolean takes(int point) {
        boolean seen = sees(point);
        at += seen ? 1 : 0;
        return seen;
    }

    private List<Step> alternatives() {
        List<Step> left = sequence();
        while (takes('|')) {
            List<Step> right = sequence();
            List<Step> both = new ArrayList<>();
            both.add(new Step.Split(1, left.size() + 2));
            both.addAll(left);
            both.add(new Step.Jump(right.size() + 1));
            both.addAll(right);
            left = both;
        }
        return left;
    }

    private List<Step> sequence() {
        List<Step> steps = new ArrayList<>();
        while (at < pattern.length && !sees('|') && !sees(')')) {
            steps.addAll(repeated());
            if (steps.size() > MOST_STEPS) {
                throw tooLarge();
            }
        }
        return steps;
    }

    private List<Step> repeated() {
        List<Step> atom = atom();
        while (true) {
            if (takes('*')) {
                atom = times(atom, 0, UNBOUNDED);
            } else if (takes('+')) {
                atom = times(atom, 1, UNBOUNDED);
            } else if (takes('?')) {
                atom = times(atom, 0, 1);
            } else if (takes('{')) {
                int least = number();
                int most = least;
                if (takes(',')) {
                    most = sees('}') ? UNBOUNDED : number();
                }
                if (!takes('}') || (most != UNBOUNDED && most < least)) {
                    throw malformed("a repetition in braces is not {m}, {m,} or {m,n}");
                }
                atom = times(atom, least, most);
            } else {
                return atom;
            }
        }
    }

    private int number() {
        int start = at;
        int value = 0;
        while (at < pattern.length && pattern[at] >= '0' && pattern[at] <= '9') {
            value = Math.min(MOST_STEPS, value * 10 + pattern[at] - '0');
            at++;
        }
        if (at == start) {
            throw malformed("a number is missing in braces");
        }
        return value;
    }

    private static List<Step> times(List<Step> atom, int least, int most) {
        long copies = Math.max(least, most) + 1L;
        if (copies * (atom.size() + 2) > MOST_STEPS) {
            throw tooLarge();
        }
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < least; i++) {
            steps.addAll(atom);
        }
        if (most == UNBOUNDED) {
            steps.add(new Step.Split(1, atom.size() + 2));
            steps.addAll(atom);
            steps.add(new Step.Jump(-atom.size() - 1));
        }
        for (int i = least; i < most; i++) {
            steps.add(new Step.Split(1, atom.size() + 1));
            steps.addAll(atom);
        }
        return steps;
    }

    private List<Step> atom() {
        if (takes('(')) {
            if (++nesting > MOST_NESTING) {
                throw tooLarge();
            }
            List<Step> inner = alternatives();
            nesting--;
            if (!takes(')')) {
                throw malformed("a parenthesis is not closed");
            }
            return inner;
        }
        if (takes('[')) {
            return List.of(new Step.Accept(characters()));
        }
        if (takes('%')) {
            return times(List.of(new Step.Accept(c -> true)), 0, UNBOUNDED);
        }
        if (takes('_')) {
            return List.of(new Step.Accept(c -> true));
        }
        if (sees('*') || sees('+') || sees('?') || sees('{') || sees('}') || sees(']')) {
            throw malformed("\"%s\" has nothing to apply to".formatted(Character.toString(pattern[at])));
        }
        int point = literal();
        return List.of(new Step.Accept(c -> c == point));
    }

    /** One character, without the escape before it. */
    private int literal() {
        at += at < pattern.length && pattern[at] == escape ? 1 : 0;
        if (at == pattern.length) {
            throw malformed("it ends too early");
        }
        return pattern[at++];
    }

    private IntPredicate characters() {
        boolean negated = takes('^');
        IntPredicate any = c -> false;
        while (!sees(']')) {
            any = any.or(sees('[') ? named() : range());
        }
        at++;
        return negated ? any.negate() : any;
    }

    private IntPredicate range() {
        int low = literal();
        if (!sees('-') || at + 1 >= pattern.length || pattern[at + 1] == ']') {
            return c -> c == low;
        }
        at++;
        int high = literal();
        return c -> c >= low && c <= high;
    }

    private IntPredicate named() {
        StringBuilder name = new StringBuilder();
        at++;
        while (at < pattern.length && !sees(']')) {
            name.appendCodePoint(pattern[at++]);
        }
        if (!takes(']')) {
            throw malformed("a class of characters is not closed");
        }
        return switch (name.toString().toLowerCase(Locale.ROOT)) {
            case ":alpha:" -> Character::isLetter;
            case ":upper:" -> Character::isUpperCase;
            case ":lower:" -> Character::isLowerCase;
            case ":digit:" -> Character::isDigit;
            case ":alnum:" -> Character::isLetterOrDigit;
            case ":space:", ":whitespace:" -> Character::isWhitespace;
            default -> throw malformed("there is no class of characters [%s]".formatted(name));
        };
    }
}
