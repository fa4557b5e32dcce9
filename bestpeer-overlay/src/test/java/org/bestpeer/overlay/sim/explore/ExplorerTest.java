package org.bestpeer.overlay.sim.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bestpeer.overlay.sim.explore.TwoPhase.COORDINATOR;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.env.Environment;
import org.bestpeer.overlay.sim.explore.Exploration.End;
import org.bestpeer.overlay.sim.scenario.InvariantViolation;
import org.bestpeer.overlay.sim.world.EventHash;
import org.bestpeer.overlay.sim.world.Process;
import org.junit.jupiter.api.Test;

class ExplorerTest {
    private static final int CAP = 2_000_000;
    private static final int MANY = 600_000;

    private static Explorer<TwoPhase.Message, TwoPhase.Knowledge, TwoPhase.View> explorer(
            int participants, TwoPhase.Bug bug) {
        return explorer(participants, bug, TwoPhase.View::hash);
    }

    private static Explorer<TwoPhase.Message, TwoPhase.Knowledge, TwoPhase.View> explorer(
            int participants, TwoPhase.Bug bug, ToLongFunction<TwoPhase.View> hash) {
        List<PeerContact> others = new ArrayList<>();
        for (int i = 1; i <= participants; i++) {
            others.add(TwoPhase.contact("p-" + i));
        }
        List<PeerContact> all = new ArrayList<>(others);
        all.add(COORDINATOR);
        return new Explorer<>(
                new ExplorerSpec<>(
                        (self, life, env) -> new TwoPhase(self, life, env, others, bug),
                        TwoPhase.Message::hash,
                        TwoPhase.Knowledge::hash,
                        process -> ((TwoPhase) process).view(),
                        hash),
                all);
    }

    private static List<Command<TwoPhase.Message>> changes(int count) {
        List<Command<TwoPhase.Message>> commands = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            int change = i;
            commands.add(
                    new Command<>("begin " + change, COORDINATOR.id(), process -> ((TwoPhase) process).begin(change)));
        }
        return commands;
    }

    private static SituationCheck<TwoPhase.View> check(int changes) {
        return situation -> {
            for (int change = 1; change <= changes; change++) {
                boolean committed = false;
                boolean aborted = false;
                for (int i = 0; i < situation.size(); i++) {
                    String word = word(situation, i, change);
                    committed |= word.startsWith("committed");
                    aborted |= word.startsWith("aborted");
                }
                if (committed && aborted) {
                    throw new InvariantViolation(
                            "all or nothing", "change %d is committed and aborted".formatted(change));
                }
                String end = word(situation, situation.size() - 1, change);
                if (situation.isFinal() && !end.endsWith("done")) {
                    throw new InvariantViolation("every change ends", "change %d is %s".formatted(change, end));
                }
            }
        };
    }

    private static String word(Situation<TwoPhase.View> situation, int process, int change) {
        return situation.view(process).map(view -> view.knowledge().of(change)).orElse("unknown");
    }

    @Test
    void aRightProtocolComesToAFixpoint() {
        Exploration found =
                explorer(2, TwoPhase.Bug.NONE).explore(changes(2), new Bounds(0, false, 1, 0, 0, CAP), check(2));
        assertThat(found.end()).isEqualTo(End.FIXPOINT);
        assertThat(found.states()).isGreaterThan(1000);
    }

    @Test
    void aRightProtocolStandsACrashAtEveryPoint() {
        Exploration found =
                explorer(2, TwoPhase.Bug.NONE).explore(changes(1), new Bounds(1, true, 1, 0, 0, CAP), check(1));
        assertThat(found.end()).as(found.toString()).isEqualTo(End.FIXPOINT);
    }

    @Test
    void findsAForgottenAck() {
        Exploration found = explorer(2, TwoPhase.Bug.FORGOTTEN_ACK)
                .explore(changes(1), new Bounds(1, true, 0, 0, 0, CAP), check(1));
        assertThat(found.end()).isEqualTo(End.VIOLATION);
        assertThat(found.violation()).contains("every change ends: change 1 is committed");
        assertThat(found.trace()).anyMatch(line -> line.startsWith("restart")).hasSizeLessThan(16);
    }

    @Test
    void anAuditPassesARightHashAndFindsOneThatLeavesSomethingOut() {
        Bounds bounds = new Bounds(1, true, 1, 0, 0, CAP);
        assertThat(explorer(2, TwoPhase.Bug.NONE).audited().explore(changes(1), bounds, check(1)))
                .isEqualTo(explorer(2, TwoPhase.Bug.NONE).explore(changes(1), bounds, check(1)));
        assertThatThrownBy(() -> explorer(
                                2, TwoPhase.Bug.NONE, view -> view.knowledge().hash())
                        .audited()
                        .explore(changes(1), bounds, check(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("two states of coordinator with the same hash behave differently")
                .hasMessageContaining("yes 1 from p-1");
    }

    @Test
    void crashesOnlyThoseThatMay() {
        Exploration found = explorer(2, TwoPhase.Bug.FORGOTTEN_ACK)
                .crashing(peer -> peer.equals(COORDINATOR.id()))
                .explore(changes(1), new Bounds(1, true, 0, 0, 0, CAP), check(1));
        assertThat(found.violation()).contains("every change ends: change 1 is committed");
        assertThat(found.trace()).contains("restart coordinator").noneMatch(line -> line.startsWith("restart p-"));
    }

    @Test
    void findsAMessageThatLeavesBeforeTheSaveItNeeds() {
        Exploration found = explorer(2, TwoPhase.Bug.DECISION_NOT_SAVED_FIRST)
                .explore(changes(1), new Bounds(1, true, 0, 0, 0, CAP), check(1));
        assertThat(found.violation()).contains("all or nothing: change 1 is committed and aborted");
        assertThat(found.trace()).anyMatch(line -> line.contains("it crashes after"));
    }

    @Test
    void findsWhatADuplicateBreaks() {
        SituationCheck<TwoPhase.View> check = situation -> {
            boolean committed = word(situation, 2, 1).startsWith("committed");
            boolean unknown = word(situation, 0, 1).equals("unknown")
                    || word(situation, 1, 1).equals("unknown");
            if (committed && unknown) {
                throw new InvariantViolation("all are asked", "change 1");
            }
        };
        assertThat(explorer(2, TwoPhase.Bug.VOTES_COUNTED)
                        .explore(changes(1), new Bounds(0, false, 0, 0, 0, CAP), check)
                        .end())
                .isEqualTo(End.FIXPOINT);
        assertThat(explorer(2, TwoPhase.Bug.VOTES_COUNTED)
                        .explore(changes(1), new Bounds(0, false, 1, 0, 0, CAP), check)
                        .violation())
                .contains("all are asked: change 1");
    }

    @Test
    void saysWhenThereAreTooManyStates() {
        Exploration found =
                explorer(3, TwoPhase.Bug.NONE).explore(changes(3), new Bounds(1, true, 1, 0, 0, 1000), check(3));
        assertThat(found.end()).isEqualTo(End.CAPPED);
        assertThat(found.states()).isGreaterThanOrEqualTo(1000);
    }

    @Test
    void goesThroughManyStates() {
        ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
        long begin = cpu.getCurrentThreadCpuTime();
        Exploration found = explorer(4, TwoPhase.Bug.NONE)
                .explore(changes(3), new Bounds(1, false, 1, 0, 0, MANY), situation -> {});
        double speed = found.states() * 1e9 / (cpu.getCurrentThreadCpuTime() - begin);
        System.out.printf("explorer: %s; %,.0f states a second of one core%n", found, speed);
        assertThat(found.states()).isGreaterThanOrEqualTo(MANY);
        assertThat(speed)
                .as("states a second of one core, with room for a slow one")
                .isGreaterThan(20_000);
    }

    @Test
    void givesTheSameTwice() {
        Bounds bounds = new Bounds(1, true, 1, 1, 0, 50_000);
        Exploration first = explorer(2, TwoPhase.Bug.NONE).explore(changes(2), bounds, situation -> {});
        Exploration second = explorer(2, TwoPhase.Bug.NONE).explore(changes(2), bounds, situation -> {});
        assertThat(second).isEqualTo(first);
    }

    /** Counts to three by timers; tells the other each time. */
    private static final class Ticker implements Process<String> {
        private final Environment<String, String> env;
        private final PeerContact other;
        private int ticks;
        private int heard;

        Ticker(Environment<String, String> env, PeerContact other) {
            this.env = env;
            this.other = other;
            tick();
        }

        private void tick() {
            env.scheduler().after(Duration.ofSeconds(1), () -> {
                if (++ticks < 3) {
                    tick();
                }
                env.net().send(other, "tick " + ticks);
            });
        }

        @Override
        public void receive(String message) {
            heard++;
        }

        String view() {
            return ticks + " " + heard;
        }
    }

    @Test
    void timersExpireOnlyWhenNoMessageIsOnItsWay() {
        PeerContact one = TwoPhase.contact("one");
        PeerContact two = TwoPhase.contact("two");
        ExplorerSpec<String, String, String> spec = new ExplorerSpec<>(
                (self, life, env) -> new Ticker(env, self.equals(one) ? two : one),
                EventHash::of,
                EventHash::of,
                process -> ((Ticker) process).view(),
                EventHash::of);
        List<String> finals = new ArrayList<>();
        Exploration found = new Explorer<>(spec, List.of(one, two))
                .explore(List.of(), new Bounds(0, false, 0, 0, Bounds.ANY, CAP), situation -> {
                    if (situation.pending() > 1) {
                        throw new InvariantViolation("one at a time", "two messages on their way");
                    }
                    if (situation.isFinal()) {
                        finals.add(situation.view(0).orElseThrow() + ", "
                                + situation.view(1).orElseThrow());
                    }
                });
        assertThat(found.end()).isEqualTo(End.FIXPOINT);
        assertThat(finals).containsExactly("3 3, 3 3");
        assertThat(found.states()).isEqualTo(16 + 24);
    }

    @Test
    void anExceptionOutOfAProcessIsAViolation() {
        Command<TwoPhase.Message> failing = new Command<>("fail", COORDINATOR.id(), process -> {
            throw new IllegalStateException("broken");
        });
        Exploration found = explorer(1, TwoPhase.Bug.NONE)
                .explore(List.of(failing), new Bounds(0, false, 0, 0, 0, CAP), situation -> {});
        assertThat(found.violation()).contains("java.lang.IllegalStateException: broken");
        assertThat(found.trace()).containsExactly("tell coordinator: fail");
    }

    @Test
    void beginsAfterAFixedPrelude() {
        Exploration found = explorer(2, TwoPhase.Bug.NONE)
                .after(changes(1), 0)
                .explore(List.of(), new Bounds(0, false, 0, 0, 0, CAP), situation -> {
                    if (!word(situation, 2, 1).equals("committed done")) {
                        throw new InvariantViolation("prelude", "change 1 is not done");
                    }
                });
        assertThat(found.end()).isEqualTo(End.FIXPOINT);
        assertThat(found.states()).isEqualTo(1);
    }
}
