package org.bestpeer.node.http;

/** Who may speak HTTP without TLS. */
public enum PlainPolicy {
    /** Nobody. */
    NEVER,
    /** Programs on the same machine. */
    LOOPBACK
}
