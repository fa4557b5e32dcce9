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
     * Parses, validates and plans a statement (a query, {@code EXPLAIN q} or {@code EXPLAIN PLAN FOR q}).
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
}
