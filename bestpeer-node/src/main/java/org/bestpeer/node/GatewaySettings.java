package org.bestpeer.node;

import org.bestpeer.node.config.ConfigKey;
import org.bestpeer.node.config.NodeConfig;
import org.bestpeer.node.gateway.GatewayLimits;

/** The gateway's limits out of a configuration. */
final class GatewaySettings {
    private GatewaySettings() {}

    static GatewayLimits of(NodeConfig config) {
        GatewayLimits defaults = GatewayLimits.defaults();
        return new GatewayLimits(
                config.count(ConfigKey.LIMITS_SESSIONS),
                defaults.connectionsPerUser(),
                defaults.statements(),
                defaults.frameRows(),
                defaults.frameBytes(),
                config.duration(ConfigKey.QUERY_TIMEOUT),
                defaults.idle(),
                defaults.loginValid());
    }
}
