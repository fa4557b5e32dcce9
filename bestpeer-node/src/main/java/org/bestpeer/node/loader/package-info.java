/** Brings rows into the store: today from CSV files. */
@NullMarked
package org.bestpeer.node.loader;

import org.jspecify.annotations.NullMarked;
