/** Netty with mutual TLS: messages, calls and flow-controlled streams between peers. */
@NullMarked
package org.bestpeer.overlay.transport;

import org.jspecify.annotations.NullMarked;
