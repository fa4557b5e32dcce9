package org.bestpeer.node.bootstrap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import org.bestpeer.engine.catalog.TableDefinition;

/** Reads schema files. */
@FunctionalInterface
public interface SchemaCheck {
    /**
     * The tables that a schema file declares.
     *
     * @throws org.bestpeer.engine.BestPeerException with the line, if the file is not a schema
     */
    List<TableDefinition> read(String sqlText);

    /** One that keeps what the last few files declare: reading one starts a database. */
    static SchemaCheck remembering(SchemaCheck reader) {
        Cache<String, List<TableDefinition>> known =
                Caffeine.newBuilder().maximumSize(16).build();
        return text -> known.get(text, reader::read);
    }
}
