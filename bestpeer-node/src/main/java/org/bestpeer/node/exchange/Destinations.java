package org.bestpeer.node.exchange;

import java.util.Set;

/** Port: to which peers besides the home peer rows of this owner may be sent along. Thread-safe. */
public interface Destinations {
    /** Whether a peer may see rows of these tables, or keys made of them. */
    boolean mayReceive(String peer, Set<String> tables);
}
