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
        return parsed(statement, SqlParser::parseQuery);
    }

    /** INSERT, UPDATE or DELETE. */
    static SqlNode parseChange(StatementText statement) {
        return parsed(statement, SqlParser::parseStmt);
    }

    /** The expression of a DEFAULT clause. */
    static SqlNode parseExpression(String text) throws SqlParseException {
        return SqlParser.create(text, CONFIG).parseExpression();
    }

    private interface Parse {
        SqlNode of(SqlParser parser) throws SqlParseException;
    }

    private static SqlNode parsed(StatementText statement, Parse parse) {
        WithoutFrom text = WithoutFrom.of(statement.query(), statement.tokens());
        try {
            return text.original(parse.of(SqlParser.create(text.text(), CONFIG)));
        } catch (SqlParseException failure) {
            throw SqlErrors.syntax(statement, text, failure);
        } catch (StackOverflowError failure) {
            throw new BestPeerException(
                    ErrorCode.LIMIT_EXCEEDED, "the statement is nested too deep to be read", failure);
        }
    }
}
