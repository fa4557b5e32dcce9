package org.bestpeer.node.gateway;

import java.time.Duration;
import org.bestpeer.node.http.Line;

/**
 * What an HTTP request says besides its message.
 *
 * @param login who asks
 * @param network corporate network that the client named; empty if none
 * @param queryTimeout longest time that the client wants to wait
 * @param line the connection that it came over
 * @param mark takes whose rows the answer lacks
 */
record Call(Login login, String network, Duration queryTimeout, Line line, MissingMark mark) {}
