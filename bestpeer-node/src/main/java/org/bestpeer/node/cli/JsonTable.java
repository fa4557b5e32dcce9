package org.bestpeer.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Answers of administration for people: objects as rows, fields as columns. */
final class JsonTable {
    private JsonTable() {}

    static String of(JsonNode answer) {
        List<JsonNode> objects = new ArrayList<>();
        if (answer.isArray()) {
            answer.forEach(objects::add);
        } else {
            objects.add(answer);
        }
        Set<String> fields = new LinkedHashSet<>();
        objects.forEach(o -> o.fieldNames().forEachRemaining(fields::add));
        if (fields.isEmpty()) {
            return "(none)";
        }
        List<String> header = List.copyOf(fields);
        List<List<String>> rows = objects.stream()
                .map(o -> header.stream().map(f -> text(o.path(f))).toList())
                .toList();
        return TextTable.of(header, rows, Collections.nCopies(header.size(), false));
    }

    /** An object as lines of name and value; lists within it as tables below. */
    static String screen(JsonNode object) {
        StringBuilder text = new StringBuilder();
        StringBuilder below = new StringBuilder();
        object.fields().forEachRemaining(field -> {
            if (field.getValue().isArray()) {
                below.append("%n%s%n%s%n".formatted(field.getKey(), of(field.getValue())));
            } else {
                text.append("%-16s %s%n".formatted(field.getKey(), text(field.getValue())));
            }
        });
        return text.append(below).toString().stripTrailing();
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.isMissingNode() ? "" : value.toString();
    }
}
