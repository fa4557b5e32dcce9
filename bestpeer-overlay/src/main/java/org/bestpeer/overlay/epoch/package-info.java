/**
 * The scheduler of epochs: the bootstrap's side of the tree. It alone changes the structure, one numbered change after
 * the other or several at once where they do not touch; look-ups and index writes never ask it.
 */
@NullMarked
package org.bestpeer.overlay.epoch;

import org.jspecify.annotations.NullMarked;
