/** The closed, typed language in which plans are cached, fragments travel and operators run: no SQL text, no class names. */
@NullMarked
package org.bestpeer.engine.algebra;

import org.jspecify.annotations.NullMarked;
