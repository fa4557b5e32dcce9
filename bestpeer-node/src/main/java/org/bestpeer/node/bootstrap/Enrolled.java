package org.bestpeer.node.bootstrap;

/** What a new peer gets: its name, its certificate, and the network as it is. */
public record Enrolled(
        String network, String company, String peer, NetworkAuthority.Issued certificate, CatalogueSnapshot snapshot) {}
