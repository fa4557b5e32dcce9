package org.bestpeer.engine.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.Principal;
import org.bestpeer.engine.placement.Site;
import org.junit.jupiter.api.Test;

class QueryRegistryTest {
    private static final Principal ANN = new Principal("shop", "north", "ann");
    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    private static final Site SITE = new Site("south-1", "south");

    private final QueryRegistry registry = new QueryRegistry("north-1", 3);

    private QueryProgress start(String id) {
        return registry.start(id, ANN, "select 'secret'", CLOCK);
    }

    @Test
    void remembersTheLastThatEndedAndAllThatRun() {
        QueryProgress running = start("running");
        for (int i = 0; i < 10; i++) {
            start("q" + i).finished();
        }

        assertThat(registry.list()).extracting(QuerySnapshot::queryId).containsExactly("q7", "q8", "q9", "running");
        assertThat(registry.list().get(3)).satisfies(query -> {
            assertThat(query.state()).isEqualTo(RunState.RUNNING);
            assertThat(query.ended()).isEmpty();
            assertThat(query.principal()).isEqualTo(ANN);
            assertThat(query.homePeer()).isEqualTo("north-1");
            assertThat(query.sql()).isEqualTo("select 'secret'");
        });

        running.cancelled();

        assertThat(registry.list()).extracting(QuerySnapshot::queryId).containsExactly("q8", "q9", "running");
        assertThat(registry.list().get(2).state()).isEqualTo(RunState.CANCELLED);
    }

    @Test
    void forgetsLooksAtSystemTablesUnlessTheyFail() {
        start("work").finished();
        for (int i = 0; i < 10; i++) {
            QueryProgress look = start("look" + i);
            look.onlyLooks();
            assertThat(registry.list()).extracting(QuerySnapshot::queryId).contains("look" + i);
            look.finished();
        }
        QueryProgress failing = start("failing");
        failing.onlyLooks();
        failing.failed(new BestPeerException(ErrorCode.OWNER_UNREACHABLE, "south is gone"));

        assertThat(registry.list()).extracting(QuerySnapshot::queryId).containsExactly("work", "failing");
    }

    @Test
    void takesTheFirstEndForTheEnd() {
        QueryProgress query = start("q");

        query.failed(new BestPeerException(ErrorCode.OWNER_UNREACHABLE, "south is gone"));
        query.finished();
        query.cancelled();

        assertThat(registry.list()).singleElement().satisfies(ended -> {
            assertThat(ended.state()).isEqualTo(RunState.FAILED);
            assertThat(ended.failure()).contains(new QueryFailure(ErrorCode.OWNER_UNREACHABLE, "south is gone"));
        });
    }

    @Test
    void tellsNothingOfWhatIsWrongInside() {
        start("q").failed(new IllegalStateException("row 'secret' of org.bestpeer.Internal"));

        assertThat(registry.list().get(0).failure().orElseThrow().message()).doesNotContain("secret");
    }

    @Test
    void countsTheFragmentsOfTheLastAttemptAndTheBytesOfAll() {
        QueryProgress query = start("q");
        query.attempt();
        FragmentProgress stale = query.fragment(0, SITE, List.of("orders"));
        stale.opened(List.of());
        stale.sent(10);
        stale.failed();
        query.retried("south has other rows now");
        query.attempt();
        FragmentProgress done = query.fragment(0, SITE, List.of("orders"));
        FragmentProgress waiting = query.fragment(1, SITE, List.of("lineitem"));
        done.opened(List.of());
        done.sent(10);
        done.received(100);
        done.came(7, done.now());
        done.finished(done.now());

        QuerySnapshot now = query.snapshot();

        assertThat(now.attempts()).isEqualTo(2);
        assertThat(now.retries()).containsExactly("south has other rows now");
        assertThat(now.fragmentsTotal()).isEqualTo(2);
        assertThat(now.fragmentsDone()).isEqualTo(1);
        assertThat(now.rowsReceived()).isEqualTo(7);
        assertThat(now.bytesReceived()).isEqualTo(100);
        assertThat(now.bytesSent()).isEqualTo(20);
        assertThat(now.current())
                .extracting(FragmentSnapshot::state)
                .containsExactly(RunState.FINISHED, RunState.WAITING);

        waiting.opened(List.of());
        assertThat(query.snapshot().current().get(1).state()).isEqualTo(RunState.RUNNING);
        query.cancelled();
        waiting.finished(waiting.now());
        assertThat(registry.list().get(0).current().get(1).state()).isEqualTo(RunState.CANCELLED);
    }

    @Test
    void cutsLongTexts() {
        QueryProgress query = registry.start("q", ANN, "x".repeat(250_000), CLOCK);

        assertThat(query.snapshot().sql()).hasSizeLessThan(17_000).endsWith("x …");
    }
}
