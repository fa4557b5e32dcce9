/** Who may work now and who waits: bounded numbers of statements at their home peer, and of fragments at owners. */
@NullMarked
package org.bestpeer.engine.admission;

import org.jspecify.annotations.NullMarked;
