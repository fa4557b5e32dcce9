package org.bestpeer.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that changes rows, with the values of its parameters.
 *
 * @param statement as prepared
 * @param parameters in the Java classes of the parameters' types
 */
public record Change(PreparedQuery statement, List<@Nullable Object> parameters) {
    public Change {
        parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
    }
}
