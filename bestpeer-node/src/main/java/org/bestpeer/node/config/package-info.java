/** Settings of a node: every key declared once, read from a file, the environment and the command line. */
@NullMarked
package org.bestpeer.node.config;

import org.jspecify.annotations.NullMarked;
