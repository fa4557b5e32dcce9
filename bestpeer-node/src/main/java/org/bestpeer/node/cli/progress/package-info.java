/** The line on the terminal that says how far a statement is: when it is drawn, and where its figures come from. */
@NullMarked
package org.bestpeer.node.cli.progress;

import org.jspecify.annotations.NullMarked;
