package org.bestpeer.engine.exec.operator;

import org.bestpeer.engine.Principal;
import org.bestpeer.engine.access.AccessPolicy;
import org.bestpeer.engine.exec.TableSource;

/**
 * What the scans of a fragment read, and for whom.
 *
 * @param source the owner's store
 * @param policy what the owner lets the principal see; asked for each scan
 * @param principal who asks
 */
public record OwnedTables(TableSource source, AccessPolicy policy, Principal principal) {}
