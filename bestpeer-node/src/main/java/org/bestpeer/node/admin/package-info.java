/**
 * What every node's administration over HTTP has in common: the admin token, a table of routes guarded by it, and
 * failures as JSON with a code.
 */
@NullMarked
package org.bestpeer.node.admin;

import org.jspecify.annotations.NullMarked;
