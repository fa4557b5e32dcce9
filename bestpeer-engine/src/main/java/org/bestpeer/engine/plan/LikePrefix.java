package org.bestpeer.engine.plan;

import java.util.Optional;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;

/**
 * What a LIKE without escape character says of a column's values.
 *
 * @param column the column
 * @param prefix what they begin with; may be empty
 * @param segments number of texts between wildcards, the prefix among them; at least 1
 * @param exact whether there is no wildcard
 */
record LikePrefix(Scalar.ColumnRef column, String prefix, int segments, boolean exact) {
    static Optional<LikePrefix> of(Scalar condition) {
        boolean plain = condition instanceof Scalar.Call like
                && like.function() == ScalarFunction.LIKE
                && like.arguments().stream()
                        .skip(2)
                        .allMatch(e -> e instanceof Scalar.Literal l && "".equals(l.value()));
        if (plain
                && ((Scalar.Call) condition).arguments().get(0) instanceof Scalar.ColumnRef column
                && ((Scalar.Call) condition).arguments().get(1) instanceof Scalar.Literal pattern
                && pattern.value() instanceof String text) {
            int wildcard = 0;
            while (wildcard < text.length() && text.charAt(wildcard) != '%' && text.charAt(wildcard) != '_') {
                wildcard++;
            }
            String[] parts = text.split("[%_]+");
            int segments = 0;
            for (String part : parts) {
                segments += part.isEmpty() ? 0 : 1;
            }
            return Optional.of(new LikePrefix(
                    column, text.substring(0, wildcard), Math.max(1, segments), wildcard == text.length()));
        }
        return Optional.empty();
    }

    /** A text beyond all that begin with the prefix, by code points; empty if there is none. */
    Optional<String> beyond() {
        int[] points = prefix.codePoints().toArray();
        for (int i = points.length - 1; i >= 0; i--) {
            int next = points[i] + 1;
            // Surrogates are no characters.
            next = next == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : next;
            if (next <= Character.MAX_CODE_POINT) {
                points[i] = next;
                return Optional.of(new String(points, 0, i + 1));
            }
        }
        return Optional.empty();
    }
}
