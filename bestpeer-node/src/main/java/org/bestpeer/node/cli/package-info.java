/**
 * The command line: one small class for each noun. Results go to stdout, everything else to stderr; exit 0 on success, 1 on
 * a failure, 2 on wrong usage.
 */
@NullMarked
package org.bestpeer.node.cli;

import org.jspecify.annotations.NullMarked;
