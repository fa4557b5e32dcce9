package org.bestpeer.node.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** JSON with limits on what is read and a fixed order in what is written. No polymorphic types. */
public final class Json {
    private static final int MAX_DOCUMENT = 16 << 20;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength(MAX_DOCUMENT)
                            .maxStringLength(4 << 20)
                            .maxNestingDepth(32)
                            .maxNumberLength(40)
                            .build())
                    .build())
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Json() {}

    /** The same bytes for equal values. */
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON", e);
        }
    }

    /** Reads a value of a record type; refuses what is too large, malformed or incomplete. */
    public static <T> T read(byte[] json, Class<T> type) {
        try {
            return MAPPER.readValue(limited(json), type);
        } catch (IOException | IllegalArgumentException e) {
            throw malformed(e);
        }
    }

    /** Reads any document. */
    public static JsonNode tree(byte[] json) {
        try {
            return MAPPER.readTree(limited(json));
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    /** A part of a document as a value of a record type. */
    public static <T> T read(JsonNode node, Class<T> type) {
        try {
            return MAPPER.treeToValue(node, type);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw malformed(e);
        }
    }

    /** A value as a tree, to add to it. */
    public static JsonNode node(Object value) {
        return MAPPER.valueToTree(value);
    }

    private static byte[] limited(byte[] json) {
        if (json.length > MAX_DOCUMENT) {
            throw new AdminException(AdminError.TOO_LARGE, "the document is longer than 16 MiB");
        }
        return json;
    }

    private static AdminException malformed(Exception e) {
        return new AdminException(AdminError.INVALID, "the document is not the JSON that is expected here", e);
    }
}
