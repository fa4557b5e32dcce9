package org.bestpeer.benchmarks.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** A network with one client, in which one case runs after the other. Used by one thread. */
final class Lane implements AutoCloseable {
    private static final long LEFT_MILLIS = 5_000;
    private static final long HEALING_MILLIS = 30_000;
    private static final long POLL_MILLIS = 5;
    /** A client that has not come back so long after it had to is given up. */
    private static final long HUNG_MILLIS = 15_000;

    private static final int FIRST_ROWS = 1_500;
    private static final Question WHOLE = new Question(
            "whole",
            "select count(*), sum(id) from sale union all select count(*), sum(id) from part"
                    + " union all select count(*), sum(id) from kind",
            1,
            0,
            "");

    private final Network network;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "faults");
        thread.setDaemon(true);
        return thread;
    });
    private final Client client;
    private final References references;

    private Lane(Network network) throws SQLException {
        this.network = network;
        this.client = new Client(network.home(), threads);
        this.references = References.ask(client, network, WHOLE);
    }

    /** Starts one and asks every question once, while all is well. */
    static Lane start(Path directory, Site.Starter starter) throws IOException, SQLException {
        Network network = Network.start(directory, starter);
        boolean complete = false;
        try {
            Lane lane = new Lane(network);
            complete = true;
            return lane;
        } finally {
            if (!complete) {
                network.close();
            }
        }
    }

    References references() {
        return references;
    }

    /** Runs a case and mends the network. */
    Verdict run(FaultCase given) throws InterruptedException {
        Strike strike = new Strike(given, network, threads, references.batches(given.question(), given.victim()));
        Verdict verdict = struck(given, strike);
        if (given.fault().breaksConnection()) {
            client.drop();
        }
        List<String> left = left(strike, LEFT_MILLIS);
        strike.heal();
        if (!await(this::isWhole, HEALING_MILLIS)) {
            left.add("the network did not heal");
        }
        return left.isEmpty() || !verdict.isGood()
                ? verdict
                : new Verdict(
                        Verdict.Kind.LEFT, verdict.text() + "; left: " + left, verdict.struck(), verdict.millis());
    }

    private Verdict struck(FaultCase given, Strike strike) throws InterruptedException {
        Answer reference = references.answer(given.question());
        var asking =
                threads.submit(() -> client.ask(given.question(), given.seconds(), reader(given, strike), strike::arm));
        try {
            Outcome outcome = asking.get(given.seconds() * 1_000L + HUNG_MILLIS, TimeUnit.MILLISECONDS);
            return Judge.of(given, outcome, reference, strike.struck());
        } catch (TimeoutException e) {
            String where = stackOf("faults");
            client.drop();
            return new Verdict(Verdict.Kind.LATE, "the client never came back: " + where, strike.struck(), HUNG_MILLIS);
        } catch (ExecutionException e) {
            return new Verdict(Verdict.Kind.WRONG, "unexpected " + e.getCause(), strike.struck(), 0);
        }
    }

    private static String stackOf(String thread) {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> entry.getKey().getName().equals(thread))
                .map(entry -> List.of(entry.getValue()).toString())
                .filter(stack -> stack.contains("Client"))
                .collect(Collectors.joining());
    }

    private Client.Reader reader(FaultCase given, Strike strike) {
        return switch (given.fault()) {
            case CLIENT_CLOSES -> Client.Reader.first(FIRST_ROWS * given.batch(), () -> {});
            // The result stays open and nobody reads it: only the time limit ends it.
            case CLIENT_IDLES ->
                Client.Reader.first(FIRST_ROWS, () -> {
                    long patience = given.seconds() * 1_000L + LEFT_MILLIS;
                    List<String> left = left(strike, patience);
                    if (!left.isEmpty()) {
                        throw new IllegalStateException("after its time limit is left: " + left);
                    }
                });
            default -> Client.Reader.TO_THE_END;
        };
    }

    private List<String> left(Strike strike, long patience) {
        await(() -> busy(strike).isEmpty(), patience);
        return busy(strike);
    }

    private List<String> busy(Strike strike) {
        List<String> busy = new ArrayList<>();
        for (Site site : network.sites()) {
            boolean gone = strike.ended().filter(site::equals).isPresent();
            String activity = gone ? "" : site.activity();
            if (!activity.isEmpty()) {
                busy.add(site.company() + ": " + activity);
            }
        }
        return busy;
    }

    private boolean isWhole() {
        try {
            Outcome outcome = client.ask(WHOLE);
            return outcome.failure() == null && outcome.rows().isSameAs(references.whole());
        } catch (SQLException e) {
            client.drop();
            return false;
        }
    }

    private static boolean await(BooleanSupplier condition, long millis) {
        long deadline = System.nanoTime() + millis * 1_000_000;
        try {
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() > deadline) {
                    return false;
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        client.close();
        network.close();
        threads.shutdownNow();
    }
}
