package org.bestpeer.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.bestpeer.node.admin.AdminToken;
import org.bestpeer.overlay.PeerAddress;
import org.jspecify.annotations.Nullable;

/** Makes connections to the administration of nodes. */
@FunctionalInterface
interface AdminConnector {
    AdminConnection connect(PeerAddress node, AdminToken token);

    /** Requests to one node. A refusal is a {@link CliException} with the node's words. */
    interface AdminConnection {
        /** Sends JSON (or nothing for null) and returns the JSON that comes back. */
        JsonNode send(String method, String path, @Nullable Object body);

        /** Sends a file. */
        JsonNode upload(String path, Path file);
    }
}
