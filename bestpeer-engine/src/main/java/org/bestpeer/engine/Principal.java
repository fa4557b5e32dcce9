package org.bestpeer.engine;

/**
 * Who asks: a user of a company, vouched for by that company's own peer.
 *
 * @param network corporate network
 * @param company company whose user it is
 * @param user name of the user within the company
 */
public record Principal(String network, String company, String user) {}
