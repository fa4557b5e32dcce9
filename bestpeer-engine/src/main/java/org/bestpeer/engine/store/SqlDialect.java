package org.bestpeer.engine.store;

import org.bestpeer.engine.type.DataType;

/** How a database wants its SQL written. */
public interface SqlDialect {
    /** An identifier, quoted so that it means exactly this name. */
    String quote(String identifier);

    /** A placeholder whose value is read as that type, whatever it is compared with. */
    String typedPlaceholder(DataType type);

    /** The clause after the whole query that takes the first rows; its number is the next placeholder. */
    String limitClause();
}
