package org.bestpeer.engine;

import java.util.List;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.engine.system.SystemTables;
import org.jspecify.annotations.Nullable;

/** The engine as its front sees it. Thread-safe. */
public interface QueryService {
    /** The global schema that new statements are planned against. */
    Catalog catalog();

    /** The tables beside those of the global schema. */
    SystemTables systemTables();

    /**
     * Parses, validates and plans a statement (a query, {@code EXPLAIN q} or {@code EXPLAIN PLAN FOR q}, or one that changes
     * rows: {@link PreparedQuery#changesRows}).
     *
     * @throws BestPeerException with the position of the mistake in the text
     */
    PreparedQuery prepare(Session session, String sql);

    /**
     * Locates, places and runs it with these values bound (Java classes of {@link org.bestpeer.engine.type.TypeKind}).
     *
     * @throws BestPeerException if it fails before its first row
     */
    RowCursor execute(Session session, PreparedQuery query, List<@Nullable Object> parameters);

    /**
     * Changes rows of the share of the caller's own company, by one statement or a batch of them on one table: all or
     * nothing, durable, and seen by every query that begins afterwards.
     *
     * @return for each statement how many rows it changed
     * @throws BestPeerException if anything fails; then nothing has changed, but for RESULT_UNKNOWN
     */
    default List<Long> change(Session session, List<Change> changes) {
        throw new BestPeerException(ErrorCode.NOT_SUPPORTED, "shared data can only be read here");
    }
}
