/** The peer side of its relation to the bootstrap: enrolment, control calls, the newest catalogue snapshot. */
@NullMarked
package org.bestpeer.node.membership;

import org.jspecify.annotations.NullMarked;
