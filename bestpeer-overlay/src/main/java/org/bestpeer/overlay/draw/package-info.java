/**
 * The tree as a picture: peers in key order from left to right and by level from top to bottom, below them what each
 * holds. Pure: a list of peers in, SVG out; knows nothing of how the peers were found.
 */
@NullMarked
package org.bestpeer.overlay.draw;

import org.jspecify.annotations.NullMarked;
