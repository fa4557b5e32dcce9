package org.bestpeer.benchmarks.differential;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How something is said in each dialect. {@code $0}, {@code $1} … stand for its parts, {@code $,} {@code $_}
 * {@code $&} for all of them with commas, blanks or AND between.
 *
 * @param ours to the engine
 * @param postgresql null if PostgreSQL cannot say it, or means something else
 * @param hsqldb the same of HSQLDB
 */
record Wording(String ours, @Nullable String postgresql, @Nullable String hsqldb) {
    static Wording same(String text) {
        return new Wording(text, text, text);
    }

    /** The same but in PostgreSQL. */
    Wording postgresql(String text) {
        return new Wording(ours, text, hsqldb);
    }

    /** The same but in HSQLDB. */
    Wording hsqldb(String text) {
        return new Wording(ours, postgresql, text);
    }

    /** HSQLDB is not asked: the reason stands where this is called. */
    Wording notHsqldb() {
        return new Wording(ours, postgresql, null);
    }

    /** PostgreSQL is not asked: the reason stands where this is called. */
    Wording notPostgresql() {
        return new Wording(ours, null, hsqldb);
    }

    Optional<String> in(Dialect dialect) {
        return switch (dialect) {
            case OURS -> Optional.of(ours);
            case POSTGRESQL -> Optional.ofNullable(postgresql);
            case HSQLDB -> Optional.ofNullable(hsqldb);
        };
    }
}
