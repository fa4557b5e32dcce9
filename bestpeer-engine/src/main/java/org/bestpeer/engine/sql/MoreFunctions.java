package org.bestpeer.engine.sql;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.jspecify.annotations.Nullable;

/** The functions beyond standard SQL that the engine has; a fixed list, found whatever the case of their names. */
final class MoreFunctions implements SqlOperatorTable {
    private static final List<SqlOperator> FUNCTIONS = List.of(
            SqlLibraryOperators.GREATEST,
            SqlLibraryOperators.LEAST,
            SqlLibraryOperators.LENGTH,
            SqlLibraryOperators.SUBSTR_POSTGRESQL,
            SqlLibraryOperators.STRING_AGG,
            SqlLibraryOperators.BOOL_AND,
            SqlLibraryOperators.BOOL_OR);

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
        return all;
    }
}
