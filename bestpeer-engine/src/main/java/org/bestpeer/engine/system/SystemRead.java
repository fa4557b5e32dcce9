package org.bestpeer.engine.system;

import java.time.Instant;
import java.util.Set;
import org.bestpeer.engine.Principal;

/**
 * One statement's reading of a system table.
 *
 * @param principal who asks; rows that are not for them are left out
 * @param columns the columns that are read: others may be null, so that nothing is found out in vain
 * @param deadline when the statement is given up
 */
public record SystemRead(Principal principal, Set<String> columns, Instant deadline) {
    public SystemRead {
        columns = Set.copyOf(columns);
    }
}
