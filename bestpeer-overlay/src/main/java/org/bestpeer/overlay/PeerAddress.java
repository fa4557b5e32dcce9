package org.bestpeer.overlay;

/** Where a peer is reached: host name or address, and port (0 to 65535). */
public record PeerAddress(String host, int port) {
    public PeerAddress {
        if (host.isBlank() || port < 0 || port > 65535) {
            throw new IllegalArgumentException("not an address: %s:%d".formatted(host, port));
        }
    }

    /** Reads {@code host:port}; IPv6 addresses stand in brackets. */
    public static PeerAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon <= 0) {
            throw new IllegalArgumentException("not HOST:PORT: " + text);
        }
        try {
            return new PeerAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not HOST:PORT: " + text, e);
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
