/** Fragments on their way: signed at the home peer, checked and run at the owner, rows streamed back. */
@NullMarked
package org.bestpeer.node.exchange;

import org.jspecify.annotations.NullMarked;
