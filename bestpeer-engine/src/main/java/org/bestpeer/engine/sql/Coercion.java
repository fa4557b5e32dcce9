package org.bestpeer.engine.sql;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;

/**
 * Casts where types don't fit, but none between exact numbers or between texts that are compared: these compare as
 * they are, and an expression that was changed is no longer found in GROUP BY or in the select list of a DISTINCT.
 */
final class Coercion extends TypeCoercionImpl {
    Coercion(RelDataTypeFactory types, SqlValidator validator) {
        super(types, validator);
    }

    @Override
    public boolean binaryComparisonCoercion(SqlCallBinding binding) {
        List<RelDataType> types = binding.collectOperandTypes();
        boolean comparable = types.stream().allMatch(SqlTypeUtil::isExactNumeric)
                || types.stream().allMatch(SqlTypeUtil::isCharacter);
        return !comparable && super.binaryComparisonCoercion(binding);
    }
}
