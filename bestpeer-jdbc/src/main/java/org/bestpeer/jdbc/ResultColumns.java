package org.bestpeer.jdbc;

import org.apache.calcite.avatica.AvaticaResultSetMetaData;
import org.apache.calcite.avatica.AvaticaStatement;
import org.apache.calcite.avatica.Meta;

/** Columns of a result; Avatica's class lets only a subclass be made from here. */
final class ResultColumns extends AvaticaResultSetMetaData {
    ResultColumns(AvaticaStatement statement, Meta.Signature signature) {
        super(statement, null, signature);
    }
}
