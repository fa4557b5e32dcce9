/** Columnar batches, the operators that run on them, and the ports through which batches come. */
@NullMarked
package org.bestpeer.engine.exec;

import org.jspecify.annotations.NullMarked;
