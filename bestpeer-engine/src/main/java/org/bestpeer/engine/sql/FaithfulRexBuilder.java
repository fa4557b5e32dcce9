package org.bestpeer.engine.sql;

import java.math.BigDecimal;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Leaves casts of literals to the engine, unless they change nothing about the value. Calcite's own would round, cut and
 * write otherwise than the engine's, so that a constant came out differently from a column of the same value.
 */
final class FaithfulRexBuilder extends RexBuilder {
    FaithfulRexBuilder(RelDataTypeFactory types) {
        super(types);
    }

    @Override
    public RexNode makeCast(
            SqlParserPos position,
            RelDataType type,
            RexNode expression,
            boolean matchNullability,
            boolean safe,
            @Nullable RexLiteral format) {
        if (expression instanceof RexLiteral literal && !literal.isNull() && !keepsValue(literal, type)) {
            RelDataType cast = matchNullability
                    ? type
                    : typeFactory.createTypeWithNullability(
                            type, expression.getType().isNullable());
            return makeAbstractCast(position, cast, expression, safe, format);
        }
        return super.makeCast(position, type, expression, matchNullability, safe, format);
    }

    private static boolean keepsValue(RexLiteral literal, RelDataType type) {
        RelDataType from = literal.getType();
        if (SqlTypeUtil.isExactNumeric(from) && SqlTypeUtil.isExactNumeric(type)) {
            BigDecimal value = literal.getValueAs(BigDecimal.class);
            return value != null && fits(value.stripTrailingZeros(), type);
        }
        if (SqlTypeUtil.isCharacter(from) && SqlTypeUtil.isCharacter(type)) {
            return type.getPrecision() < 0 || from.getPrecision() <= type.getPrecision();
        }
        boolean intervals = SqlTypeUtil.isInterval(from) && SqlTypeUtil.isInterval(type);
        return from.getSqlTypeName() == type.getSqlTypeName()
                && (intervals
                        || type.getSqlTypeName() == SqlTypeName.BOOLEAN
                        || type.getSqlTypeName() == SqlTypeName.DATE
                        || from.getPrecision() <= type.getPrecision());
    }

    private static boolean fits(BigDecimal value, RelDataType type) {
        int scale = Math.max(0, type.getScale());
        long whole = (long) value.precision() - value.scale();
        boolean digits = value.scale() <= scale && whole <= type.getPrecision() - scale;
        return switch (type.getSqlTypeName()) {
            case TINYINT, SMALLINT -> digits && value.abs().intValue() <= Short.MAX_VALUE;
            case INTEGER -> digits && value.abs().longValue() <= Integer.MAX_VALUE;
            case BIGINT -> digits && value.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
            default -> digits;
        };
    }
}
