/** The global schema as immutable, versioned values. */
@NullMarked
package org.bestpeer.engine.catalog;

import org.jspecify.annotations.NullMarked;
