package org.bestpeer.node.http;

import java.net.InetSocketAddress;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Where and how a server listens.
 *
 * @param name of the server, for its threads and messages
 * @param listen address; port 0 picks a free one
 * @param tls certificate and key; its key manager may choose by the server name that the client asks for
 * @param plain who may come without TLS
 * @param limits bounds
 */
public record HttpConfig(
        String name, InetSocketAddress listen, Optional<SSLContext> tls, PlainPolicy plain, HttpLimits limits) {}
