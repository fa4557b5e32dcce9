/** Tables that the home peer makes itself, of what it knows, while a query runs. */
@NullMarked
package org.bestpeer.engine.system;

import org.jspecify.annotations.NullMarked;
