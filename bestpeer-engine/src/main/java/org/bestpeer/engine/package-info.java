/** SQL and a session in, rows out: the façade of the query engine. No network, no disk, no overlay. */
@NullMarked
package org.bestpeer.engine;

import org.jspecify.annotations.NullMarked;
