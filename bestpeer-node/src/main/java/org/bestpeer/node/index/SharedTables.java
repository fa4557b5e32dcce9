package org.bestpeer.node.index;

import java.util.Set;

/** Port: the newest signed catalogue snapshot this peer has. It never finds owners; it notices that one is missing. */
public interface SharedTables {
    /** Companies that share the table, as far as the snapshot knows. */
    Set<String> companiesSharing(String table);
}
