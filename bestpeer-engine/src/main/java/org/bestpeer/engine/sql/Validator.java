package org.bestpeer.engine.sql;

import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidatorCatalogReader;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** Calcite's validator, but for the order of two steps. */
final class Validator extends SqlValidatorImpl {
    Validator(SqlOperatorTable functions, SqlValidatorCatalogReader catalog, RelDataTypeFactory types, Config config) {
        super(functions, catalog, types, config);
    }

    /** Casts are added to HAVING as they were to GROUP BY before the one is looked for in the other. */
    @Override
    protected void validateHavingClause(SqlSelect select) {
        SqlNode having = select.getHaving();
        if (having != null) {
            SqlValidatorScope scope = getHavingScope(select);
            SqlNode expanded = expand(having, scope);
            select.setHaving(expanded);
            inferUnknownTypes(getTypeFactory().createSqlType(SqlTypeName.BOOLEAN), scope, expanded);
            deriveType(scope, expanded);
        }
        super.validateHavingClause(select);
    }
}
