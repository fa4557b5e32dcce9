/**
 * The JDBC driver. BestPeerDriver reads the URL; GatewayLink carries Avatica's protobuf messages over HTTP to one of the
 * peers named there; GatewayMeta turns the calls of Avatica's JDBC objects into such messages. A connection may be used
 * by several threads; a statement by one, but for cancel and close. Every failure leaves as an SQLException made by
 * SqlErrors.
 */
@NullMarked
package org.bestpeer.jdbc;

import org.jspecify.annotations.NullMarked;
