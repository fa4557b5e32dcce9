/** What a principal may see of a table; applied by the owner directly at the scan. */
@NullMarked
package org.bestpeer.engine.access;

import org.jspecify.annotations.NullMarked;
