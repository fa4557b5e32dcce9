package org.bestpeer.engine.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.placement.ColumnRange;
import org.bestpeer.engine.placement.ScanRequest;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.bestpeer.engine.type.TypeKind;
import org.jspecify.annotations.Nullable;

/**
 * What a bound plan says about the values that each of its scans is read for. Only conditions that no NULL satisfies
 * give a range; a range may be wider than its condition, never narrower.
 */
public final class ScanRanges {
    private ScanRanges() {}

    /** One request for each scan of a shared table in the plan, from left to right. */
    public static List<ScanRequest> requests(Operator bound) {
        List<ScanRequest> requests = new ArrayList<>();
        collect(bound, requests);
        List<Set<String>> keys = ScanColumns.joined(bound);
        return IntStream.range(0, requests.size())
                .mapToObj(i -> withKeys(requests.get(i), keys.get(i)))
                .toList();
    }

    private static ScanRequest withKeys(ScanRequest request, Set<String> keys) {
        return new ScanRequest(request.table(), request.columns(), request.ranges(), List.copyOf(keys));
    }

    private static void collect(Operator operator, List<ScanRequest> requests) {
        if (operator instanceof Operator.Scan scan) {
            if (!scan.isOfSystemTable()) {
                requests.add(request(scan, List.of()));
            }
        } else if (operator instanceof Operator.Filter filter
                && filter.input() instanceof Operator.Scan scan
                && !scan.isOfSystemTable()) {
            requests.add(request(scan, Scalars.conjuncts(filter.condition())));
        } else {
            operator.inputs().forEach(input -> collect(input, requests));
        }
    }

    private static ScanRequest request(Operator.Scan scan, List<Scalar> conditions) {
        Map<String, ColumnRange> ranges = new LinkedHashMap<>();
        for (Scalar condition : conditions) {
            range(condition, scan.fields())
                    .ifPresent(range -> ranges.merge(range.column(), range, ScanRanges::intersection));
        }
        return new ScanRequest(
                scan.table(), scan.fields().stream().map(Field::name).toList(), List.copyOf(ranges.values()));
    }

    private static Optional<ColumnRange> range(Scalar condition, List<Field> fields) {
        if (!(condition instanceof Scalar.Call call) || call.arguments().size() < 2) {
            return Optional.empty();
        }
        Scalar first = call.arguments().get(0);
        Scalar second = call.arguments().get(1);
        if (call.function() == ScalarFunction.IN) {
            return listRange(call, fields);
        }
        if (call.function() == ScalarFunction.LIKE) {
            return LikePrefix.of(call).flatMap(like -> prefixRange(like, fields));
        }
        if (first instanceof Scalar.ColumnRef column) {
            return comparison(call.function(), fields.get(column.index()), second);
        }
        return second instanceof Scalar.ColumnRef column
                ? mirrored(call.function()).flatMap(f -> comparison(f, fields.get(column.index()), first))
                : Optional.empty();
    }

    private static Optional<ScalarFunction> mirrored(ScalarFunction function) {
        return switch (function) {
            case EQUAL -> Optional.of(ScalarFunction.EQUAL);
            case LESS -> Optional.of(ScalarFunction.GREATER);
            case LESS_OR_EQUAL -> Optional.of(ScalarFunction.GREATER_OR_EQUAL);
            case GREATER -> Optional.of(ScalarFunction.LESS);
            case GREATER_OR_EQUAL -> Optional.of(ScalarFunction.LESS_OR_EQUAL);
            default -> Optional.empty();
        };
    }

    private static Optional<ColumnRange> comparison(ScalarFunction function, Field column, Scalar other) {
        if (!(other instanceof Scalar.Literal literal)) {
            return Optional.empty();
        }
        Object low = bound(literal, column.type(), RoundingMode.FLOOR);
        Object high = bound(literal, column.type(), RoundingMode.CEILING);
        if (low == null || high == null) {
            return Optional.empty();
        }
        return switch (function) {
            case EQUAL -> Optional.of(new ColumnRange(column.name(), low, high));
            case LESS, LESS_OR_EQUAL -> Optional.of(new ColumnRange(column.name(), null, high));
            case GREATER, GREATER_OR_EQUAL -> Optional.of(new ColumnRange(column.name(), low, null));
            default -> Optional.empty();
        };
    }

    private static Optional<ColumnRange> listRange(Scalar.Call in, List<Field> fields) {
        if (!(in.arguments().get(0) instanceof Scalar.ColumnRef column)) {
            return Optional.empty();
        }
        Field field = fields.get(column.index());
        Object low = null;
        Object high = null;
        for (Scalar element : in.arguments().subList(1, in.arguments().size())) {
            if (element instanceof Scalar.Literal literal && literal.value() == null) {
                continue;
            }
            Optional<ColumnRange> one = comparison(ScalarFunction.EQUAL, field, element);
            if (one.isEmpty()) {
                return Optional.empty();
            }
            Object oneLow = one.get().low();
            Object oneHigh = one.get().high();
            low = low == null || compare(oneLow, low) < 0 ? oneLow : low;
            high = high == null || compare(oneHigh, high) > 0 ? oneHigh : high;
        }
        return low == null ? Optional.empty() : Optional.of(new ColumnRange(field.name(), low, high));
    }

    private static Optional<ColumnRange> prefixRange(LikePrefix like, List<Field> fields) {
        String high = like.exact() ? like.prefix() : like.beyond().orElse(null);
        return like.prefix().isEmpty() || high == null
                ? Optional.empty()
                : Optional.of(new ColumnRange(fields.get(like.column().index()).name(), like.prefix(), high));
    }

    private static ColumnRange intersection(ColumnRange a, ColumnRange b) {
        Object low = a.low() == null || (b.low() != null && compare(b.low(), a.low()) > 0) ? b.low() : a.low();
        Object high = a.high() == null || (b.high() != null && compare(b.high(), a.high()) < 0) ? b.high() : a.high();
        return new ColumnRange(a.column(), low, high);
    }

    /** The literal as a value of the column's type, rounded outwards; null where that cannot be said. */
    private static @Nullable Object bound(Scalar.Literal literal, DataType column, RoundingMode outwards) {
        Object value = literal.value();
        if (value instanceof Number number
                && column.isNumeric()
                && literal.type().isNumeric()) {
            return numericBound(number, column, outwards);
        }
        boolean ordered = column.kind() != TypeKind.BOOLEAN && column.kind() != TypeKind.VARBINARY;
        return ordered && literal.type().kind() == column.kind() ? value : null;
    }

    private static @Nullable Object numericBound(Number number, DataType column, RoundingMode outwards) {
        if (number instanceof Double && !Double.isFinite(number.doubleValue())) {
            return null;
        }
        BigDecimal exact = new BigDecimal(number.toString());
        try {
            return switch (column.kind()) {
                case SMALLINT, INTEGER -> exact.setScale(0, outwards).intValueExact();
                case BIGINT -> exact.setScale(0, outwards).longValueExact();
                case DECIMAL -> exact.setScale(column.scale(), outwards);
                default -> number instanceof Double || number instanceof Integer ? number.doubleValue() : null;
            };
        } catch (ArithmeticException outOfRange) {
            return null;
        }
    }

    private static int compare(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            throw new IllegalArgumentException("only bounds are compared");
        }
        return ColumnRange.compare(a, b);
    }
}
