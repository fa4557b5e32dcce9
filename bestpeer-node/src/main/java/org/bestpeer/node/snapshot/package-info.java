/** Columnar copies of an owner's tables in memory, one per load version: scans read them in place of the store. */
@NullMarked
package org.bestpeer.node.snapshot;

import org.jspecify.annotations.NullMarked;
