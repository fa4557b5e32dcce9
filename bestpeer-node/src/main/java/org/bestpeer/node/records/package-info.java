/**
 * Small durable state of a node (accounts, membership) in an HSQLDB of its own: opened with syncing commits and strict
 * replay, held by one process at a time, reached by one serialised connection.
 */
@NullMarked
package org.bestpeer.node.records;

import org.jspecify.annotations.NullMarked;
