package org.bestpeer.overlay.sim.mutation;

import java.util.ArrayList;
import java.util.List;

/**
 * A planted bug: what is changed in the protocol's source, and how it is looked for.
 *
 * @param name what is wrong with it
 * @param edits changes of the source
 * @param hunt how it is looked for, as {@link Hunter} reads it
 * @param breaks what it is found by: words of which the report must contain one
 */
record Mutant(String name, List<Edit> edits, String hunt, List<String> breaks) {
    /** One snippet instead of another, which must be in the file exactly once. */
    record Edit(String file, String snippet, String instead) {}

    static Mutant of(String name) {
        return new Mutant(name, List.of(), "", List.of());
    }

    /** Further change of a file below the package {@code org.bestpeer.overlay}. */
    Mutant edit(String file, String snippet, String instead) {
        List<Edit> more = new ArrayList<>(edits);
        more.add(new Edit(file, snippet, instead));
        return new Mutant(name, List.copyOf(more), hunt, breaks);
    }

    /** Looked for in ordeals of these seeds. */
    Mutant inSeeds(long first, long last) {
        return new Mutant(name, edits, Hunter.SEEDS + " " + first + " " + last, breaks);
    }

    /** Looked for by a test. */
    Mutant inTest(String test) {
        return new Mutant(name, edits, Hunter.TEST + " " + test, breaks);
    }

    Mutant breaking(String... words) {
        return new Mutant(name, edits, hunt, List.of(words));
    }

    @Override
    public String toString() {
        return name;
    }
}
