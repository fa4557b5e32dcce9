package org.bestpeer.engine.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration NEVER = Duration.ofDays(1);
    private static final AdmissionTexts TEXTS =
            new AdmissionTexts("this peer", "statements", "user", "limits.all", "limits.each", "limits.queue");

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private static Admission admission(int running, int perParty, int queued, Duration idle) {
        return new Admission(new AdmissionLimits(running, perParty, queued, queued, idle), TEXTS);
    }

    private Future<Ticket> entering(Ticket ticket) {
        return threads.submit(() -> {
            ticket.enter(LONG);
            return ticket;
        });
    }

    private static Ticket entered(Admission admission, String party) {
        Ticket ticket = admission.ticket(party);
        ticket.enter(LONG);
        return ticket;
    }

    private static void end(Ticket ticket) {
        ticket.leave();
        ticket.close();
    }

    private static void awaitWaiting(Admission admission, int count) {
        await().until(() -> admission.waiting() == count);
    }

    @Test
    void theFirstThatWaitsComesNext() throws Exception {
        Admission admission = admission(1, 1, 10, NEVER);
        Ticket running = entered(admission, "ann");
        Future<Ticket> second = entering(admission.ticket("bob"));
        awaitWaiting(admission, 1);
        Future<Ticket> third = entering(admission.ticket("cid"));
        awaitWaiting(admission, 2);

        end(running);

        end(second.get());
        end(third.get());
        assertThat(admission.running()).isZero();
    }

    @Test
    void aPartyThatHasItsPlacesDoesNotKeepOthersBack() throws Exception {
        Admission admission = admission(2, 1, 10, NEVER);
        Ticket ann = entered(admission, "ann");
        Future<Ticket> annsSecond = entering(admission.ticket("ann"));
        awaitWaiting(admission, 1);

        Ticket bob = entered(admission, "bob");

        assertThat(annsSecond).isNotDone();
        end(bob);
        assertThat(annsSecond).isNotDone();
        end(ann);
        end(annsSecond.get());
    }

    @Test
    void aFullQueueRefusesAtOnce() {
        Admission admission = admission(1, 1, 1, NEVER);
        Ticket running = entered(admission, "ann");
        Future<Ticket> waits = entering(admission.ticket("bob"));
        awaitWaiting(admission, 1);

        assertThatThrownBy(() -> admission.ticket("cid").enter(LONG))
                .hasMessage("this peer is overloaded: 1 statements wait already (limits.queue);"
                        + " repeat the statement later, or run fewer at once")
                .isInstanceOfSatisfying(
                        BestPeerException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED));
        assertThat(admission.waiting()).isEqualTo(1);
        assertThat(waits).isNotDone();
        end(running);
    }

    @Test
    void onePartyDoesNotTakeTheWholeQueue() {
        Admission admission = new Admission(new AdmissionLimits(1, 1, 4, 1, NEVER), TEXTS);
        Ticket running = entered(admission, "ann");
        Future<Ticket> waits = entering(admission.ticket("ann"));
        awaitWaiting(admission, 1);

        assertThatThrownBy(() -> admission.ticket("ann").enter(LONG)).hasMessageContaining("of user ann wait already");
        Future<Ticket> bob = entering(admission.ticket("bob"));
        awaitWaiting(admission, 2);
        assertThat(waits).isNotDone();
        assertThat(bob).isNotDone();
        end(running);
    }

    @Test
    void waitingEndsWithTheTimeLimit() {
        Admission admission = admission(1, 1, 4, NEVER);
        Ticket running = entered(admission, "ann");

        assertThatThrownBy(() -> admission.ticket("ann").enter(Duration.ofMillis(20)))
                .hasMessageContaining("user ann has its 1 statements at once (limits.each)")
                .isInstanceOfSatisfying(
                        BestPeerException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED));
        assertThatThrownBy(() -> admission.ticket("bob").enter(Duration.ofMillis(20)))
                .hasMessageContaining("1 statements run at once (limits.all)");
        assertThat(admission.waiting()).isZero();
        end(running);
        assertThat(admission.running()).isZero();
    }

    @Test
    void whoIsCancelledWaitsNoLonger() {
        Admission admission = admission(1, 1, 4, NEVER);
        Ticket running = entered(admission, "ann");
        Ticket ticket = admission.ticket("bob");
        Future<Ticket> waits = entering(ticket);
        awaitWaiting(admission, 1);

        ticket.close();

        assertThatThrownBy(waits::get)
                .isInstanceOf(ExecutionException.class)
                .extracting(Throwable::getCause, InstanceOfAssertFactories.type(BestPeerException.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
        assertThat(admission.waiting()).isZero();
        end(running);
        assertThatThrownBy(() -> ticket.enter(LONG)).hasMessage("the query was cancelled");
    }

    @Test
    void whatIsClosedWhileItWorksKeepsItsPlaceUntilItLeaves() {
        Admission admission = admission(1, 1, 4, NEVER);
        Ticket ticket = entered(admission, "ann");

        ticket.close();
        assertThat(admission.running()).isEqualTo(1);

        ticket.leave();
        assertThat(admission.running()).isZero();
    }

    @Test
    void whatStandsStillGivesItsPlaceToWhoWaits() throws Exception {
        Admission admission = admission(1, 1, 4, Duration.ofMillis(20));
        Ticket read = entered(admission, "ann");
        Future<Ticket> waits = entering(admission.ticket("bob"));
        awaitWaiting(admission, 1);

        read.leave();

        Ticket bob = waits.get(10, TimeUnit.SECONDS);
        Future<Ticket> goesOn = entering(read);
        awaitWaiting(admission, 1);
        Future<Ticket> fresh = entering(admission.ticket("cid"));
        awaitWaiting(admission, 2);
        end(bob);
        end(goesOn.get(10, TimeUnit.SECONDS));
        end(fresh.get(10, TimeUnit.SECONDS));
        assertThat(admission.running()).isZero();
    }

    @Test
    void whatStandsStillForAMomentKeepsItsPlace() {
        Admission admission = admission(1, 1, 4, NEVER);
        Ticket read = entered(admission, "ann");
        Future<Ticket> waits = entering(admission.ticket("bob"));
        awaitWaiting(admission, 1);

        for (int i = 0; i < 100; i++) {
            read.leave();
            read.enter(LONG);
        }

        assertThat(waits).isNotDone();
        end(read);
    }

    @Test
    void whoGoesOnIsNeverRefused() throws Exception {
        Admission admission = admission(1, 1, 0, Duration.ZERO);
        Ticket first = entered(admission, "ann");
        first.leave();
        Ticket second = entered(admission, "bob");

        Future<Ticket> goesOn = entering(first);
        awaitWaiting(admission, 1);
        second.leave();

        end(goesOn.get(10, TimeUnit.SECONDS));
        second.close();
        assertThat(admission.running()).isZero();
    }

    /**
     * Producers at one owner whose readers, for each query, take all rows of one before they take those of the next: were places
     * kept while a producer waits for its reader, the first ones would keep the awaited ones out for ever.
     */
    @Test
    void producersThatWaitForTheirReaderDoNotKeepOutThoseThatItReadsFirst() throws Exception {
        Admission homes = admission(3, 3, 100, Duration.ofMillis(5));
        List<Admission> owners =
                List.of(admission(2, 2, 100, Duration.ofMillis(5)), admission(2, 2, 100, Duration.ofMillis(5)));
        List<Future<Integer>> queries = new ArrayList<>();
        for (int query = 0; query < 12; query++) {
            queries.add(threads.submit(() -> query(homes, owners)));
        }
        for (Future<Integer> query : queries) {
            assertThat(query.get(60, TimeUnit.SECONDS)).isEqualTo(6 * 20);
        }
        owners.forEach(owner -> await().until(() -> owner.running() == 0));
        assertThat(homes.running()).isZero();
    }

    private int query(Admission homes, List<Admission> owners) throws Exception {
        List<SynchronousQueue<Integer>> streams = new ArrayList<>();
        try (Ticket home = entered(homes, "ann")) {
            for (int i = 0; i < 6; i++) {
                SynchronousQueue<Integer> stream = new SynchronousQueue<>();
                streams.add(stream);
                Admission owner = owners.get(i % 2);
                var unused = threads.submit(() -> produce(owner, stream));
            }
            int rows = 0;
            for (int i = streams.size() - 1; i >= 0; i--) {
                for (int row = 0; row < 20; row++) {
                    rows += streams.get(i).take();
                }
            }
            home.leave();
            return rows;
        }
    }

    private static Void produce(Admission owner, SynchronousQueue<Integer> stream) throws InterruptedException {
        try (Ticket ticket = entered(owner, "acme")) {
            for (int row = 0; row < 20; row++) {
                ticket.leave();
                stream.put(1);
                ticket.enter(LONG);
            }
            ticket.leave();
        }
        return null;
    }

    @Test
    void limitsHoldWhateverHappens() throws Exception {
        Admission admission = admission(4, 2, 8, Duration.ofNanos(1));
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int thread = 0; thread < 16; thread++) {
            Random random = new Random(thread);
            String party = "p" + thread % 3;
            all.add(CompletableFuture.runAsync(() -> work(admission, party, random, inside, most), threads));
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
        assertThat(most.get()).isBetween(2, 4);
        assertThat(admission.running()).isZero();
        assertThat(admission.waiting()).isZero();
    }

    private void work(Admission admission, String party, Random random, AtomicInteger inside, AtomicInteger most) {
        for (int round = 0; round < 200; round++) {
            try (Ticket ticket = admission.ticket(party)) {
                if (random.nextInt(5) == 0) {
                    threads.execute(ticket::close);
                }
                for (int step = random.nextInt(4); step >= 0; step--) {
                    ticket.enter(Duration.ofMillis(random.nextInt(10)));
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    spin();
                    inside.decrementAndGet();
                    ticket.leave();
                }
            } catch (BestPeerException e) {
                assertThat(e.code()).isIn(ErrorCode.CANCELLED, ErrorCode.OVERLOADED, ErrorCode.DEADLINE_EXCEEDED);
            }
        }
    }

    /** Long enough for others to come in, if they are let. */
    private static void spin() {
        for (int i = 0; i < 20_000; i++) {
            Thread.onSpinWait();
        }
    }
}
