package org.bestpeer.engine.sql;

import static org.bestpeer.engine.sql.TypeMapping.toCalcite;
import static org.bestpeer.engine.sql.TypeMapping.toEngine;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.bestpeer.engine.plan.Decimals;
import org.bestpeer.engine.type.DataType;
import org.jspecify.annotations.Nullable;

/** The rules of the engine's types, told to Calcite: 38 digits, microseconds, exact sums and quotients. */
final class EngineTypeSystem extends RelDataTypeSystemImpl {
    private static final int MAX_TEXT = 10_000_000;

    @Override
    public int getMaxPrecision(SqlTypeName type) {
        return switch (type) {
            case DECIMAL -> DataType.MAX_DECIMAL_PRECISION;
            case TIME, TIMESTAMP -> DataType.MAX_FRACTIONAL_SECOND_DIGITS;
            case CHAR, VARCHAR, BINARY, VARBINARY -> MAX_TEXT;
            default -> super.getMaxPrecision(type);
        };
    }

    @Override
    public int getMaxScale(SqlTypeName type) {
        return type == SqlTypeName.DECIMAL ? DataType.MAX_DECIMAL_PRECISION : super.getMaxScale(type);
    }

    @Override
    public int getDefaultPrecision(SqlTypeName type) {
        return switch (type) {
            case DECIMAL -> DataType.MAX_DECIMAL_PRECISION;
            case TIME, TIMESTAMP -> DataType.MAX_FRACTIONAL_SECOND_DIGITS;
            default -> super.getDefaultPrecision(type);
        };
    }

    @Override
    public RelDataType deriveSumType(RelDataTypeFactory factory, RelDataType argument) {
        return numeric(argument) ? toCalcite(factory, Decimals.sum(toEngine(argument))) : argument;
    }

    @Override
    public RelDataType deriveAvgAggType(RelDataTypeFactory factory, RelDataType argument) {
        return numeric(argument) ? toCalcite(factory, Decimals.average(toEngine(argument))) : argument;
    }

    @Override
    public @Nullable RelDataType deriveDecimalDivideType(RelDataTypeFactory factory, RelDataType a, RelDataType b) {
        boolean exact = SqlTypeUtil.isExactNumeric(a) && SqlTypeUtil.isExactNumeric(b);
        if (!exact || !(SqlTypeUtil.isDecimal(a) || SqlTypeUtil.isDecimal(b))) {
            return null;
        }
        return toCalcite(factory, Decimals.quotient(Decimals.asDecimal(toEngine(a)), Decimals.asDecimal(toEngine(b))));
    }

    @Override
    public boolean shouldConvertRaggedUnionTypesToVarying() {
        return true;
    }

    private static boolean numeric(RelDataType type) {
        return SqlTypeUtil.isNumeric(type);
    }
}
