package org.bestpeer.node.store;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.catalog.ColumnDefinition;
import org.bestpeer.engine.catalog.TableDefinition;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the values of a row are ones of their columns, and brings them into the one form in which they are kept:
 * decimals at their scale, no minus zero, CHAR without trailing blanks.
 */
final class RowCheck {
    private static final int SHOWN = 50;
    private static final long[] MICROS_OF_DIGITS = {1_000_000, 100_000, 10_000, 1000, 100, 10, 1};

    private final TableDefinition table;
    private final List<ColumnDefinition> columns;
    private final boolean[] required;

    RowCheck(TableDefinition table) {
        this.table = table;
        this.columns = table.columns();
        this.required = new boolean[columns.size()];
        for (int i = 0; i < required.length; i++) {
            ColumnDefinition column = columns.get(i);
            required[i] = !column.nullable() || table.primaryKey().contains(column.name());
        }
    }

    /** The row as it is kept. */
    @Nullable
    Object[] check(@Nullable Object[] row, RowSource source) {
        if (row.length != columns.size()) {
            throw new BestPeerException(
                    ErrorCode.INVALID_VALUE,
                    "%s %d: %d values for the %d columns of table %s"
                            .formatted(source.unit(), source.position(), row.length, columns.size(), table.name()));
        }
        @Nullable Object[] kept = new Object[row.length];
        for (int i = 0; i < row.length; i++) {
            Object value = row[i];
            if (value != null) {
                kept[i] = keep(i, value, source);
            } else if (required[i]) {
                throw failure(ErrorCode.NOT_NULL_VIOLATION, i, source, "a value is required (NOT NULL)");
            }
        }
        return kept;
    }

    private Object keep(int index, Object value, RowSource source) {
        ColumnDefinition column = columns.get(index);
        DataType type = column.type();
        try {
            return switch (type.kind()) {
                case BOOLEAN -> (Boolean) value;
                case SMALLINT -> smallint(index, (Integer) value, source);
                case INTEGER -> (Integer) value;
                case BIGINT -> (Long) value;
                case DECIMAL -> decimal(index, (BigDecimal) value, source);
                case DOUBLE -> finite(index, (Double) value, source);
                case VARCHAR -> text(index, (String) value, source);
                case DATE -> day(index, (Integer) value, source);
                case TIME, TIMESTAMP -> micros(index, (Long) value, source);
                case VARBINARY -> bytes(index, (byte[]) value, source);
            };
        } catch (ClassCastException e) {
            throw wrong(index, source, "not a value of type " + type, e);
        }
    }

    private Integer smallint(int index, Integer value, RowSource source) {
        if (value < Short.MIN_VALUE || value > Short.MAX_VALUE) {
            throw failure(ErrorCode.NUMERIC_OUT_OF_RANGE, index, source, "out of range for SMALLINT");
        }
        return value;
    }

    private BigDecimal decimal(int index, BigDecimal value, RowSource source) {
        DataType type = columns.get(index).type();
        BigDecimal scaled = value;
        if (value.scale() != type.scale()) {
            if (value.stripTrailingZeros().scale() > type.scale()) {
                throw wrong(index, source, "more than %d digits behind the point".formatted(type.scale()));
            }
            scaled = value.setScale(type.scale(), RoundingMode.UNNECESSARY);
        }
        if (scaled.precision() > type.precision()) {
            throw failure(ErrorCode.NUMERIC_OUT_OF_RANGE, index, source, "out of range for " + type);
        }
        return scaled;
    }

    private Double finite(int index, Double value, RowSource source) {
        if (!Double.isFinite(value)) {
            throw wrong(index, source, "not a finite number");
        }
        return value + 0.0;
    }

    private String text(int index, String value, RowSource source) {
        ColumnDefinition column = columns.get(index);
        String kept = column.blankPadded() ? withoutTrailingBlanks(value) : value;
        int limit = column.type().precision();
        if (limit > 0 && kept.length() > limit && kept.codePointCount(0, kept.length()) > limit) {
            throw failure(
                    ErrorCode.TEXT_TOO_LONG,
                    index,
                    source,
                    "%d characters, at most %d are allowed".formatted(kept.codePointCount(0, kept.length()), limit));
        }
        if (kept.length() > HsqldbDialect.MAX_LENGTH) {
            throw failure(
                    ErrorCode.TEXT_TOO_LONG,
                    index,
                    source,
                    "longer than %d characters".formatted(HsqldbDialect.MAX_LENGTH));
        }
        if (hasLoneSurrogate(kept)) {
            throw wrong(index, source, "not valid Unicode text");
        }
        return kept;
    }

    private Integer day(int index, Integer value, RowSource source) {
        if (!CalendarLimits.isDay(value)) {
            throw wrong(index, source, "a date must lie in the years 1 to 9999");
        }
        return value;
    }

    private Long micros(int index, Long value, RowSource source) {
        long day = Math.floorDiv(value, CalendarLimits.MICROS_PER_DAY);
        if (columns.get(index).type().kind() == TypeKind.TIME ? day != 0 : !CalendarLimits.isDay(day)) {
            throw wrong(index, source, "a time must lie within a day, a timestamp in the years 1 to 9999");
        }
        long unit = MICROS_OF_DIGITS[columns.get(index).type().precision()];
        if (value % unit != 0) {
            throw wrong(
                    index,
                    source,
                    "more than %d digits of a second's fraction"
                            .formatted(columns.get(index).type().precision()));
        }
        return value;
    }

    private byte[] bytes(int index, byte[] value, RowSource source) {
        int limit = columns.get(index).type().precision();
        if (value.length > (limit > 0 ? limit : HsqldbDialect.MAX_LENGTH)) {
            throw failure(
                    ErrorCode.TEXT_TOO_LONG,
                    index,
                    source,
                    "%d bytes, at most %d are allowed".formatted(value.length, limit));
        }
        return value.clone();
    }

    private static String withoutTrailingBlanks(String value) {
        int end = value.length();
        while (end > 0 && value.charAt(end - 1) == ' ') {
            end--;
        }
        return value.substring(0, end);
    }

    private static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean paired = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!paired) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    private static String quoted(String text) {
        return '"' + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…") + "\": ";
    }

    private BestPeerException wrong(int index, RowSource source, String what) {
        return failure(ErrorCode.INVALID_VALUE, index, source, what);
    }

    private BestPeerException wrong(int index, RowSource source, String what, Throwable cause) {
        return new BestPeerException(ErrorCode.INVALID_VALUE, message(index, source, what), cause);
    }

    private BestPeerException failure(ErrorCode code, int index, RowSource source, String what) {
        return new BestPeerException(code, message(index, source, what));
    }

    private String message(int index, RowSource source, String what) {
        return "%s %d, column %s: %s%s"
                .formatted(
                        source.unit(),
                        source.position(),
                        columns.get(index).name(),
                        source.text(index).map(RowCheck::quoted).orElse(""),
                        what);
    }
}
