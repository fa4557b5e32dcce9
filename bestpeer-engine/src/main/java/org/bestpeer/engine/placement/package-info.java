/** Where the rows of a scan live: sites, partitions, and the port that finds them. */
@NullMarked
package org.bestpeer.engine.placement;

import org.jspecify.annotations.NullMarked;
