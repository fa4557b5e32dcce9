/** A small HTTP(S) server on Netty for the front and the console. */
@NullMarked
package org.bestpeer.node.http;

import org.jspecify.annotations.NullMarked;
