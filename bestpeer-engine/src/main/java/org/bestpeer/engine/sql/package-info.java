/** From SQL text to a placement-free logical plan, through Calcite. The only package that knows Calcite. */
@NullMarked
package org.bestpeer.engine.sql;

import org.jspecify.annotations.NullMarked;
