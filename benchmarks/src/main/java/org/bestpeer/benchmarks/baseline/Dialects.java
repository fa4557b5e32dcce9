package org.bestpeer.benchmarks.baseline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.bestpeer.node.tpch.TpchQuery;

/** The texts of queries for databases that do not take everybody's. */
final class Dialects {
    private Dialects() {}

    /** HSQLDB's: averages and quotients of wider operands, since it truncates to the scale of theirs. */
    static String hsqldb(TpchQuery query) {
        try (InputStream own = Dialects.class.getResourceAsStream("/tpch/hsqldb/" + query.label() + ".sql")) {
            return own == null ? query.sql() : new String(own.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read HSQLDB's text of " + query.label(), e);
        }
    }

    /** Everybody's, with the name that PostgreSQL gives to the last column of Q18. */
    static String named(TpchQuery query) {
        return query.number() == 18 ? hsqldb(query) : query.sql();
    }
}
