package org.bestpeer.engine.sql;

import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;

/** The most liberal dialect, except where being liberal would give an arbitrary answer. */
final class Conformance extends SqlDelegatingConformance {
    Conformance() {
        super(SqlConformanceEnum.BABEL);
    }

    /** A column that is not grouped by has no one value in a group. */
    @Override
    public boolean isNonStrictGroupBy() {
        return false;
    }

    /** As in PostgreSQL, a select list does not see its own aliases. */
    @Override
    public SelectAliasLookup isSelectAlias() {
        return SelectAliasLookup.UNSUPPORTED;
    }
}
