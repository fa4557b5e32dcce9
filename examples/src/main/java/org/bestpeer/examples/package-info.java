/** Small programs to copy. Each runs by itself and uses nothing but the JDBC driver and what it says at its head. */
@NullMarked
package org.bestpeer.examples;

import org.jspecify.annotations.NullMarked;
