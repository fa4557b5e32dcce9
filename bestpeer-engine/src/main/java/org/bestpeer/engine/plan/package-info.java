/** From a logical plan and a placement to fragments, exchanges and a residual plan. */
@NullMarked
package org.bestpeer.engine.plan;

import org.jspecify.annotations.NullMarked;
