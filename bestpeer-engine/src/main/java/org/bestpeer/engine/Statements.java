package org.bestpeer.engine;

import org.bestpeer.engine.admission.Admission;
import org.bestpeer.engine.progress.QueryRegistry;

/**
 * The statements of a home peer.
 *
 * @param queries is told what they do
 * @param admission which of them may run
 * @param open those whose rows are not all taken
 */
public record Statements(QueryRegistry queries, Admission admission, OpenCursors open) {
    private static final int REMEMBERED_QUERIES = 100;

    public Statements(QueryRegistry queries, Admission admission) {
        this(queries, admission, new OpenCursors());
    }

    /** For a peer without a name, where all run at once. */
    public static Statements unbounded() {
        return new Statements(new QueryRegistry("", REMEMBERED_QUERIES), Admission.unbounded());
    }
}
