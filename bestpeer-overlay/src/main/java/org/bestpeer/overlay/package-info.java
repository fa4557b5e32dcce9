/** What a user of the overlay sees: keys, entries, and the index of a network of peers. No SQL, no JDBC. */
@NullMarked
package org.bestpeer.overlay;

import org.jspecify.annotations.NullMarked;
