package org.bestpeer.jdbc;

/** Address of a peer's front. */
record PeerHost(String name, int port) {
    /** Whether it is this machine, told by the name alone. */
    boolean isLoopback() {
        return name.equalsIgnoreCase("localhost") || name.equals("::1") || name.matches("127(\\.\\d{1,3}){3}");
    }

    @Override
    public String toString() {
        return (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
    }
}
