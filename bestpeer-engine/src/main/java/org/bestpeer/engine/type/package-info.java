/** The types that values have, from the schema file to the wire. */
@NullMarked
package org.bestpeer.engine.type;

import org.jspecify.annotations.NullMarked;
