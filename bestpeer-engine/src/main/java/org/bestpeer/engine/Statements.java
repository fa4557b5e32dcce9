package org.bestpeer.engine;

import java.util.Optional;
import java.util.function.Supplier;
import org.bestpeer.engine.admission.Admission;
import org.bestpeer.engine.exec.Workspace;
import org.bestpeer.engine.exec.operator.ExecutionLimits;
import org.bestpeer.engine.plan.LearntSpeeds;
import org.bestpeer.engine.progress.QueryRegistry;

/**
 * The statements of a home peer.
 *
 * @param queries is told what they do
 * @param admission which of them may run
 * @param workspaces what each of them may hold
 * @param speeds what they teach of how long work takes; empty where that is as the rules of placing say
 * @param open those whose rows are not all taken
 */
public record Statements(
        QueryRegistry queries,
        Admission admission,
        Supplier<Workspace> workspaces,
        Optional<LearntSpeeds> speeds,
        OpenCursors open) {
    private static final int REMEMBERED_QUERIES = 100;

    public Statements(
            QueryRegistry queries, Admission admission, Supplier<Workspace> workspaces, Optional<LearntSpeeds> speeds) {
        this(queries, admission, workspaces, speeds, new OpenCursors());
    }

    /** For a peer without a name, where all run at once, each with memory of its own. */
    public static Statements unbounded() {
        return new Statements(
                new QueryRegistry("", REMEMBERED_QUERIES),
                Admission.unbounded(),
                () -> Workspace.of(ExecutionLimits.QUERY_MEMORY),
                Optional.empty());
    }
}
