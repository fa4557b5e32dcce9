/**
 * The bootstrap peer's own work: who belongs to which network, the global schema, enrolment, and the
 * catalogue snapshot that peers compare their answers with. Never on the path of a query.
 */
@NullMarked
package org.bestpeer.node.bootstrap;

import org.jspecify.annotations.NullMarked;
