package org.bestpeer.engine.sql;

import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;

/** Text to syntax tree. Unquoted names are folded to lower case, quoted ones keep theirs. */
final class QueryParser {
    private static final int MAX_NAME = 128;

    private static final SqlParser.Config CONFIG = SqlParser.config()
            .withUnquotedCasing(Casing.TO_LOWER)
            .withQuotedCasing(Casing.UNCHANGED)
            .withQuoting(Quoting.DOUBLE_QUOTE)
            .withCaseSensitive(true)
            .withIdentifierMaxLength(MAX_NAME)
            .withConformance(new Conformance());

    private QueryParser() {}

    static SqlNode parse(StatementText statement) {
        WithoutFrom text = WithoutFrom.of(statement.query(), statement.tokens());
        try {
            return text.original(SqlParser.create(text.text(), CONFIG).parseQuery());
        } catch (SqlParseException failure) {
            throw SqlErrors.syntax(statement, text, failure);
        } catch (StackOverflowError failure) {
            throw new BestPeerException(
                    ErrorCode.LIMIT_EXCEEDED, "the statement is nested too deep to be read", failure);
        }
    }
}
