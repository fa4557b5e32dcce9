package org.bestpeer.node.bootstrap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.bestpeer.node.admin.AdminError;
import org.bestpeer.node.admin.AdminException;
import org.bestpeer.node.admin.Json;

/** Control calls as JSON: the record's fields and its simple name as {@code kind}, out of closed lists. */
public final class ControlCodec {
    private static final String KIND = "kind";

    private ControlCodec() {}

    public static byte[] write(ControlRequest request) {
        return withKind(request);
    }

    public static byte[] write(ControlResponse response) {
        return withKind(response);
    }

    public static ControlRequest readRequest(byte[] json) {
        return read(json, ControlRequest.kinds());
    }

    public static ControlResponse readResponse(byte[] json) {
        return read(json, ControlResponse.kinds());
    }

    private static byte[] withKind(Object message) {
        ObjectNode node = (ObjectNode) Json.node(message);
        node.put(KIND, message.getClass().getSimpleName());
        return Json.write(node);
    }

    private static <T> T read(byte[] json, List<Class<? extends T>> kinds) {
        JsonNode node = Json.tree(json);
        String kind = node.path(KIND).asText();
        Class<? extends T> type = kinds.stream()
                .filter(k -> k.getSimpleName().equals(kind))
                .findFirst()
                .orElseThrow(() -> new AdminException(
                        AdminError.INVALID, "a control call of a kind that this version does not know"));
        return Json.read(node, type);
    }
}
