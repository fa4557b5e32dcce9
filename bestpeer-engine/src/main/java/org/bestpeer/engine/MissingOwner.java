package org.bestpeer.engine;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An owner whose rows cannot be had: it is not in the index, or does not answer.
 *
 * @param company whose rows they are
 * @param peer identifier of its peer; empty if the index has lost it
 * @param tables whose rows are missing
 */
public record MissingOwner(String company, Optional<String> peer, List<String> tables) {
    public MissingOwner {
        tables = List.copyOf(tables);
    }

    /** Such as {@code company south (peer south-1): table orders}. */
    public String text() {
        return "company " + company + peer.map(id -> " (peer " + id + ")").orElse("")
                + (tables.size() == 1 ? ": table " : ": tables ") + String.join(", ", tables);
    }

    /** All of them; empty for none. */
    public static String text(List<MissingOwner> owners) {
        return owners.stream().map(MissingOwner::text).collect(Collectors.joining("; "));
    }
}
