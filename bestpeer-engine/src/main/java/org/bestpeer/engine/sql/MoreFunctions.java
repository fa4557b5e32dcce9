package org.bestpeer.engine.sql;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.jspecify.annotations.Nullable;

/** The functions beyond standard SQL that the engine has; a fixed list, found whatever the case of their names. */
final class MoreFunctions implements SqlOperatorTable {
    private static final SqlReturnTypeInference TEXT =
            ReturnTypes.explicit(SqlTypeName.VARCHAR).andThen(SqlTypeTransforms.TO_NULLABLE);
    private static final SqlReturnTypeInference TIMESTAMP =
            ReturnTypes.explicit(SqlTypeName.TIMESTAMP).andThen(SqlTypeTransforms.TO_NULLABLE);
    private static final SqlOperandTypeChecker ONE_OR_TWO_TEXTS =
            OperandTypes.CHARACTER.or(OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER));
    private static final SqlOperandTypeChecker TRUNCATED =
            OperandTypes.NUMERIC.or(OperandTypes.family(SqlTypeFamily.NUMERIC, SqlTypeFamily.INTEGER));

    /** Calcite's own takes binary values alone and makes such of a text. */
    private static final SqlFunction OCTET_LENGTH = SqlBasicFunction.create(
            "OCTET_LENGTH", ReturnTypes.INTEGER_NULLABLE, OperandTypes.CHARACTER.or(OperandTypes.BINARY));

    private static final List<SqlOperator> FUNCTIONS = List.of(
            OCTET_LENGTH,
            SqlLibraryOperators.GREATEST_PG,
            SqlLibraryOperators.LEAST_PG,
            SqlLibraryOperators.LENGTH,
            SqlLibraryOperators.SUBSTR_POSTGRESQL,
            SqlLibraryOperators.STRING_AGG,
            SqlLibraryOperators.BOOL_AND,
            SqlLibraryOperators.BOOL_OR,
            SqlLibraryOperators.NVL,
            SqlLibraryOperators.NVL2,
            SqlLibraryOperators.IFNULL,
            SqlLibraryOperators.IF,
            SqlLibraryOperators.DECODE,
            SqlLibraryOperators.LEFT,
            SqlLibraryOperators.RIGHT,
            SqlLibraryOperators.LPAD,
            SqlLibraryOperators.RPAD,
            SqlLibraryOperators.REPEAT,
            SqlLibraryOperators.REVERSE,
            SqlLibraryOperators.CHR,
            SqlLibraryOperators.SPLIT_PART,
            SqlLibraryOperators.STRPOS,
            SqlLibraryOperators.STARTS_WITH,
            SqlLibraryOperators.TRANSLATE3,
            SqlLibraryOperators.ILIKE,
            SqlLibraryOperators.NOT_ILIKE,
            SqlLibraryOperators.SINH,
            SqlLibraryOperators.COSH,
            SqlLibraryOperators.TANH,
            SqlLibraryOperators.LOG_POSTGRES,
            SqlLibraryOperators.LOG2,
            function("LTRIM", TEXT, ONE_OR_TWO_TEXTS),
            function("RTRIM", TEXT, ONE_OR_TWO_TEXTS),
            function("BTRIM", TEXT, ONE_OR_TWO_TEXTS),
            function("TRUNC", ReturnTypes.ARG0_NULLABLE, TRUNCATED),
            function("CONCAT", ReturnTypes.VARCHAR, OperandTypes.variadic(SqlOperandCountRanges.from(1))),
            function("CONCAT_WS", TEXT, OperandTypes.variadic(SqlOperandCountRanges.from(2))),
            function("DATE_TRUNC", TIMESTAMP, OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.DATETIME)));

    private static SqlFunction function(String name, SqlReturnTypeInference type, SqlOperandTypeChecker operands) {
        return SqlBasicFunction.create(name, type, operands);
    }

    @Override
    public void lookupOperatorOverloads(
            SqlIdentifier name,
            @Nullable SqlFunctionCategory category,
            SqlSyntax syntax,
            List<SqlOperator> found,
            SqlNameMatcher matcher) {
        if (name.isSimple()) {
            getOperatorList().stream()
                    .filter(f ->
                            f.getName().equalsIgnoreCase(name.getSimple()) && f.getSyntax().family == syntax.family)
                    .forEach(found::add);
        }
    }

    @Override
    public List<SqlOperator> getOperatorList() {
        List<SqlOperator> all = new ArrayList<>(FUNCTIONS);
        all.addAll(CurrentTime.FUNCTIONS);
        all.addAll(TimeOperators.operators());
        return all;
    }
}
