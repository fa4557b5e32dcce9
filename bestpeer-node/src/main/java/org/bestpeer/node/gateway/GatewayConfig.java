package org.bestpeer.node.gateway;

/**
 * Whose door it is.
 *
 * @param network corporate network that the peer belongs to
 * @param company company whose users log in here
 * @param limits bounds
 */
public record GatewayConfig(String network, String company, GatewayLimits limits) {}
