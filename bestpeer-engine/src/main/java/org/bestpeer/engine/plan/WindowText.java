package org.bestpeer.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.WindowCall;
import org.bestpeer.engine.algebra.WindowFrame;

/** Window functions as people write them. */
final class WindowText {
    private WindowText() {}

    /** The calls, with these texts in place of the input's columns. */
    static List<String> calls(Operator.Window window, List<String> columns) {
        String partition = window.partitionKeys().stream().map(columns::get).collect(Collectors.joining(", "));
        String order = window.order().stream()
                .map(key -> FragmentText.key(key, columns))
                .collect(Collectors.joining(", "));
        List<String> texts = new ArrayList<>();
        for (WindowCall call : window.calls()) {
            List<String> over = new ArrayList<>();
            if (!partition.isEmpty()) {
                over.add("PARTITION BY " + partition);
            }
            if (!order.isEmpty()) {
                over.add("ORDER BY " + order);
            }
            over.add(frame(call.frame(), columns));
            over.removeIf(String::isEmpty);
            texts.add(function(call, columns) + " OVER (" + String.join(" ", over) + ")");
        }
        return texts;
    }

    private static String function(WindowCall call, List<String> columns) {
        String arguments = call.arguments().stream().map(columns::get).collect(Collectors.joining(", "));
        boolean star = arguments.isEmpty() && call.function().aggregate().isPresent();
        return call.function() + "(" + (star ? "*" : arguments) + ")" + (call.ignoreNulls() ? " IGNORE NULLS" : "");
    }

    private static String frame(WindowFrame frame, List<String> columns) {
        if (frame.equals(WindowFrame.ALL)) {
            return "";
        }
        return frame.unit() + " BETWEEN " + bound(frame.start(), columns) + " AND " + bound(frame.end(), columns)
                + (frame.exclusion() == WindowFrame.Exclusion.NONE ? "" : " EXCLUDE " + words(frame.exclusion()));
    }

    private static String bound(WindowFrame.Bound bound, List<String> columns) {
        return bound.offset()
                        .map(offset -> ScalarText.of(offset, columns) + " ")
                        .orElse("")
                + words(bound.edge());
    }

    private static String words(Enum<?> constant) {
        return constant.name().replace('_', ' ');
    }
}
