/** Accounts of a company's own users. */
@NullMarked
package org.bestpeer.node.users;

import org.jspecify.annotations.NullMarked;
