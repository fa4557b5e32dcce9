package org.bestpeer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bestpeer.engine.exec.Workspace;
import org.bestpeer.engine.exec.operator.ExecutionContext;
import org.bestpeer.engine.exec.operator.ExecutionLimits;
import org.bestpeer.engine.exec.operator.PlanExecutor;
import org.bestpeer.engine.sql.SqlFrontEnd;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    private static final long MEMORY = 1 << 20;

    @Test
    void plansAndRunsEachQueryWithoutOwnersAndGivesEverythingBack() {
        SqlFrontEnd frontEnd = new SqlFrontEnd(TpchFixture.statistics(), 100);
        List<Workspace> workspaces = new ArrayList<>();

        new WarmUp(
                        frontEnd,
                        TpchFixture::catalog,
                        (residual, receives, workspace) -> PlanExecutor.run(
                                residual,
                                ExecutionContext.atCoordinator(
                                        receives,
                                        new ExecutionLimits(workspace, Instant.MAX),
                                        () -> false,
                                        Clock.systemUTC())),
                        () -> {
                            Workspace workspace = Workspace.of(MEMORY);
                            workspaces.add(workspace);
                            return workspace;
                        })
                .run();

        assertThat(frontEnd.plansMade()).isEqualTo(5);
        assertThat(workspaces).hasSize(5).allSatisfy(w -> assertThat(w.held()).isZero());
    }
}
