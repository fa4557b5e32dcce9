package org.bestpeer.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.bestpeer.node.admin.Json;
import org.bestpeer.node.bootstrap.MemberReport;
import org.bestpeer.node.cli.AdminConnector.AdminConnection;
import org.bestpeer.overlay.draw.DrawnPeer;
import org.bestpeer.overlay.draw.TreeSource;
import org.jspecify.annotations.Nullable;

/** The tree of a running network, as its bootstrap finds it by asking every peer. */
final class LiveTree implements TreeSource {
    private final AdminConnection bootstrap;
    private final String network;

    private LiveTree(AdminConnection bootstrap, String network) {
        this.bootstrap = bootstrap;
        this.network = network;
    }

    /**
     * Finds out which network to draw.
     *
     * @param network its name; null for the bootstrap's only one
     */
    static LiveTree at(AdminConnection node, @Nullable String network) {
        JsonNode status = node.send("GET", "/admin/status", null);
        String name = status.path("node").asText();
        JsonNode networks = status.path("networks");
        if (!networks.isArray()) {
            throw new CliException(
                    "%s is a normal peer and knows only its own links; name the bootstrap: --data DIR of it"
                            .formatted(name));
        }
        if (network != null) {
            return new LiveTree(node, network);
        }
        if (networks.size() != 1) {
            throw new CliException(
                    "the bootstrap has %d networks; say which: --network NETWORK".formatted(networks.size()));
        }
        return new LiveTree(node, networks.get(0).path("network").asText());
    }

    String network() {
        return network;
    }

    @Override
    public List<DrawnPeer> peers() {
        JsonNode members = bootstrap.send("GET", "/admin/networks/" + NodeOptions.encode(network) + "/overlay", null);
        List<DrawnPeer> peers = new ArrayList<>();
        members.forEach(
                member -> peers.add(Json.read(member, MemberReport.class).drawn()));
        return peers;
    }
}
