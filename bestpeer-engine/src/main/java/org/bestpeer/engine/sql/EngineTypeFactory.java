package org.bestpeer.engine.sql;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.bestpeer.engine.type.DataType;
import org.jspecify.annotations.Nullable;

/**
 * Types as the engine has them. Text is Unicode everywhere, where Calcite's own default is Latin-1. What a union, CASE
 * or COALESCE makes of decimals keeps all digits after the point, where Calcite drops some when 38 digits are too few:
 * a value that does not fit is an error, not another value.
 */
final class EngineTypeFactory extends JavaTypeFactoryImpl {
    EngineTypeFactory() {
        super(new EngineTypeSystem());
    }

    @Override
    public Charset getDefaultCharset() {
        return StandardCharsets.UTF_8;
    }

    @Override
    public @Nullable RelDataType leastRestrictive(List<RelDataType> types, SqlTypeMappingRule rule) {
        RelDataType common = super.leastRestrictive(types, rule);
        if (common == null || common.getSqlTypeName() != SqlTypeName.DECIMAL) {
            return common;
        }
        int scale = types.stream()
                .filter(SqlTypeUtil::isDecimal)
                .mapToInt(RelDataType::getScale)
                .max()
                .orElse(0);
        return scale == common.getScale()
                ? common
                : createTypeWithNullability(
                        createSqlType(SqlTypeName.DECIMAL, DataType.MAX_DECIMAL_PRECISION, scale), common.isNullable());
    }
}
