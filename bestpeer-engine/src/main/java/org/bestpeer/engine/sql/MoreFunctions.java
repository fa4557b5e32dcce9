package org.bestpeer.engine.sql;

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
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.jspecify.annotations.Nullable;

/** The functions beyond standard SQL that the engine has; a fixed list, found whatever the case of their names. */
final class MoreFunctions implements SqlOperatorTable {
    /** Calcite's own takes binary values alone and makes such of a text. */
    private static final SqlFunction OCTET_LENGTH = SqlBasicFunction.create(
            "OCTET_LENGTH", ReturnTypes.INTEGER_NULLABLE, OperandTypes.CHARACTER.or(OperandTypes.BINARY));

    private static final List<SqlOperator> FUNCTIONS = List.of(
            OCTET_LENGTH,
            SqlLibraryOperators.GREATEST,
            SqlLibraryOperators.LEAST,
            SqlLibraryOperators.LENGTH,
            SqlLibraryOperators.SUBSTR_POSTGRESQL);

    @Override
    public void lookupOperatorOverloads(
            SqlIdentifier name,
            @Nullable SqlFunctionCategory category,
            SqlSyntax syntax,
            List<SqlOperator> found,
            SqlNameMatcher matcher) {
        if (name.isSimple()) {
            FUNCTIONS.stream()
                    .filter(f -> f.getName().equalsIgnoreCase(name.getSimple()) && f.getSyntax() == syntax)
                    .forEach(found::add);
        }
    }

    @Override
    public List<SqlOperator> getOperatorList() {
        return FUNCTIONS;
    }
}
