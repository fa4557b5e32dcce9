/** Messages, snapshots and ledgers as bytes (overlay.proto). Decoding checks sizes and values and fails with one exception. */
@NullMarked
package org.bestpeer.overlay.wire;

import org.jspecify.annotations.NullMarked;
