/** Composition roots: the only place that puts a bootstrap peer or a normal peer together. */
@NullMarked
package org.bestpeer.node;

import org.jspecify.annotations.NullMarked;
