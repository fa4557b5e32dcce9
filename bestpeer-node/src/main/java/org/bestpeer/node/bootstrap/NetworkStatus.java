package org.bestpeer.node.bootstrap;

/** A network on one line. */
public record NetworkStatus(String network, int schemaVersion, long catalogue, int companies, int peers) {}
