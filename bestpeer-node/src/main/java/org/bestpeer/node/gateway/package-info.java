/**
 * JDBC's door: HTTP requests with Avatica's protobuf messages in, calls of the engine's QueryService out. The messages
 * are decoded here, within limits and from a closed list, and never handed to code that loads classes by name. Handlers
 * run on the HTTP server's worker threads; state lives in SessionRegistry, each statement under its own lock.
 */
@NullMarked
package org.bestpeer.node.gateway;

import org.jspecify.annotations.NullMarked;
