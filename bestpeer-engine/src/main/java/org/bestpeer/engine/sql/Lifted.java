package org.bestpeer.engine.sql;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.bestpeer.engine.type.DataType;

/**
 * A literal, or a date literal moved by an interval literal, in whose place a parameter may stand.
 *
 * @param value in the Java class of its type
 */
record Lifted(Object value, DataType type, SqlParserPos position) {
    /** Longer ones are for the validator to judge. */
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,4}");

    private static final int LAST_YEAR = 9999;

    static Optional<Lifted> of(SqlNode node) {
        if (node instanceof SqlNumericLiteral number) {
            return number(number);
        }
        if (node instanceof SqlCharStringLiteral text) {
            return Optional.ofNullable(text.getValueAs(String.class))
                    .map(value -> new Lifted(value, DataType.VARCHAR, node.getParserPosition()));
        }
        return date(node).map(date -> new Lifted((int) date.toEpochDay(), DataType.DATE, node.getParserPosition()));
    }

    private static Optional<Lifted> number(SqlNumericLiteral literal) {
        BigDecimal value = literal.bigDecimalValue();
        if (value == null || !literal.isExact()) {
            return Optional.empty();
        }
        SqlParserPos position = literal.getParserPosition();
        if (literal.isInteger() && value.precision() < DataType.MAX_DECIMAL_PRECISION / 2) {
            long whole = value.longValueExact();
            return Optional.of(
                    (int) whole == whole
                            ? new Lifted((int) whole, DataType.INTEGER, position)
                            : new Lifted(whole, DataType.BIGINT, position));
        }
        int scale = Math.max(0, literal.getScale() == null ? 0 : literal.getScale());
        int precision = Math.max(scale, Math.max(1, value.setScale(scale).precision()));
        return precision > DataType.MAX_DECIMAL_PRECISION
                ? Optional.empty()
                : Optional.of(new Lifted(value.setScale(scale), DataType.decimal(precision, scale), position));
    }

    /** What is malformed or out of the calendar is reported by others, with its position. */
    private static Optional<LocalDate> date(SqlNode node) {
        try {
            if (node instanceof SqlUnknownLiteral literal && literal.tag.equals("DATE")) {
                return Optional.of(LocalDate.parse(String.valueOf(literal.getValue())));
            }
            if (node instanceof SqlCall call
                    && (call.getKind() == SqlKind.PLUS || call.getKind() == SqlKind.MINUS)
                    && call.operandCount() == 2
                    && call.operand(1) instanceof SqlIntervalLiteral interval) {
                return date(call.operand(0)).flatMap(start -> moved(start, interval, call.getKind() == SqlKind.MINUS));
            }
            return Optional.empty();
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> moved(LocalDate start, SqlIntervalLiteral literal, boolean back) {
        if (!(literal.getValue() instanceof SqlIntervalLiteral.IntervalValue interval)
                || !AMOUNT.matcher(interval.getIntervalLiteral()).matches()) {
            return Optional.empty();
        }
        SqlIntervalQualifier qualifier = interval.getIntervalQualifier();
        if (qualifier.getEndUnit() != null || !qualifier.useDefaultStartPrecision()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(interval.getIntervalLiteral()) * interval.getSign() * (back ? -1 : 1);
        TimeUnit unit = qualifier.getStartUnit();
        LocalDate end =
                switch (unit) {
                    case YEAR -> start.plusYears(amount);
                    case MONTH -> start.plusMonths(amount);
                    case DAY -> start.plusDays(amount);
                    default -> null;
                };
        return Optional.ofNullable(end).filter(date -> date.getYear() >= 1 && date.getYear() <= LAST_YEAR);
    }

    SqlDataTypeSpec typeSpec() {
        SqlBasicTypeNameSpec name =
                switch (type.kind()) {
                    case INTEGER -> new SqlBasicTypeNameSpec(SqlTypeName.INTEGER, position);
                    case BIGINT -> new SqlBasicTypeNameSpec(SqlTypeName.BIGINT, position);
                    case DECIMAL ->
                        new SqlBasicTypeNameSpec(SqlTypeName.DECIMAL, type.precision(), type.scale(), position);
                    case DATE -> new SqlBasicTypeNameSpec(SqlTypeName.DATE, position);
                    default -> new SqlBasicTypeNameSpec(SqlTypeName.VARCHAR, position);
                };
        return new SqlDataTypeSpec(name, position);
    }
}
