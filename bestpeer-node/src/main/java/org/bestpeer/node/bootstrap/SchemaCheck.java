package org.bestpeer.node.bootstrap;

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
}
