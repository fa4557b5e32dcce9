/** What this peer publishes of its tables in the overlay, and how the owners of a query's tables are found there. */
@NullMarked
package org.bestpeer.node.index;

import org.jspecify.annotations.NullMarked;
