/**
 * Who a peer is: the authority of a network, certificates and their keys, enrolment tokens, and whom to trust. Values
 * here are immutable but for the two holders {@link org.bestpeer.node.identity.CurrentCredentials} and
 * {@link org.bestpeer.node.identity.NetworkCredentials}, by which certificates are renewed while a node runs.
 */
@NullMarked
package org.bestpeer.node.identity;

import org.jspecify.annotations.NullMarked;
