package org.bestpeer.benchmarks.throughput;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * The clients of a network. Each of them is two users: one of a supplier, who asks retailers, and one of a retailer, who asks
 * suppliers; they ask in turn, so that networks of any size get the same mixture.
 */
final class Clients implements AutoCloseable {
    private final List<Client> all = new ArrayList<>();
    private final ExecutorService threads;

    private record Client(Desk heavy, Desk light) {
        void ask(BooleanSupplier more) {
            while (more.getAsBoolean()) {
                heavy.ask();
                light.ask();
            }
        }
    }

    private Clients(int count) {
        this.threads = Executors.newFixedThreadPool(count);
    }

    /**
     * Logs so many in, spread evenly over the peers of each business.
     *
     * @param questions of both businesses
     * @param right their answers
     */
    static Clients connect(
            TradeNetwork network, int count, List<Question> questions, Map<Question, Answer> right, long seed)
            throws SQLException {
        Clients clients = new Clients(count);
        boolean complete = false;
        try {
            for (int i = 0; i < count; i++) {
                List<Desk> desks = new ArrayList<>();
                for (Business asked : List.of(Business.RETAILER, Business.SUPPLIER)) {
                    List<Question> some = questions.stream()
                            .filter(question -> question.asked() == asked)
                            .toList();
                    desks.add(new Desk(network.connect(asked.other(), i), some, right, seed + i));
                }
                clients.all.add(new Client(desks.get(0), desks.get(1)));
            }
            complete = true;
        } finally {
            if (!complete) {
                clients.close();
            }
        }
        return clients;
    }

    /** The first so many ask for so long. */
    Sample ask(int clients, double seconds) {
        long end = System.nanoTime() + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        return ask(clients, () -> System.nanoTime() < end);
    }

    /** All together ask so many pairs of questions. */
    Sample askPairs(int pairs) {
        AtomicInteger left = new AtomicInteger(pairs);
        return ask(all.size(), () -> left.getAndDecrement() > 0);
    }

    private Sample ask(int clients, BooleanSupplier more) {
        List<Client> some = all.subList(0, clients);
        long started = System.nanoTime();
        CompletableFuture.allOf(some.stream()
                        .map(client -> CompletableFuture.runAsync(() -> client.ask(more), threads))
                        .toArray(CompletableFuture[]::new))
                .join();
        long nanos = System.nanoTime() - started;
        Sample sample = Sample.none();
        for (Client client : some) {
            List<String> failures = new ArrayList<>(client.heavy.takeFailures());
            failures.addAll(client.light.takeFailures());
            sample = sample.and(new Sample(0, client.heavy.takeLatencies(), client.light.takeLatencies(), failures));
        }
        return new Sample(nanos, sample.heavy(), sample.light(), sample.failures());
    }

    @Override
    public void close() throws SQLException {
        threads.shutdownNow();
        for (Client client : all) {
            client.heavy.close();
            client.light.close();
        }
    }
}
