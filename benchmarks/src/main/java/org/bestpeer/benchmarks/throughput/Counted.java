package org.bestpeer.benchmarks.throughput;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * Networks of few and of many peers with a nation each, all but two of them in this process. What the two that ask use for a
 * question is counted.
 */
final class Counted implements AutoCloseable {

    private static final int HEAP_MEGABYTES = 256;
    private static final int QUESTIONS_OF_NATION = 8;
    private static final int CLIENTS = 4;

    private final ThroughputPlan plan;
    private final Consumer<String> log;
    private final Map<Integer, TradeNetwork> networks = new LinkedHashMap<>();
    private final Map<Integer, Clients> clients = new LinkedHashMap<>();
    private final Map<Integer, List<Cost>> costs = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();
    private long asked;

    /**
     * Of a question, but for what the index says, which depends on time and not on questions.
     *
     * @param cpuMicros processor time of the peer that asks
     * @param messages between it and other peers, of calls and streams
     * @param bytes of these
     * @param fragments that owners served
     * @param indexMessages of the index, a second
     * @param indexBytes likewise
     */
    record Cost(
            double cpuMicros,
            double messages,
            double bytes,
            double fragments,
            double indexMessages,
            double indexBytes) {
        /** Of each figure. */
        static Cost median(List<Cost> costs) {
            return new Cost(
                    median(costs, Cost::cpuMicros),
                    median(costs, Cost::messages),
                    median(costs, Cost::bytes),
                    median(costs, Cost::fragments),
                    median(costs, Cost::indexMessages),
                    median(costs, Cost::indexBytes));
        }

        private static double median(List<Cost> costs, ToDoubleFunction<Cost> figure) {
            return Median.of(costs.stream().map(figure::applyAsDouble).toList());
        }
    }

    private Counted(ThroughputPlan plan, Consumer<String> log) {
        this.plan = plan;
        this.log = log;
    }

    /** Starts the networks. */
    static Counted start(ThroughputPlan plan, Path directory, Consumer<String> log) throws IOException, SQLException {
        Counted counted = new Counted(plan, log);
        boolean complete = false;
        try {
            counted.start(directory);
            complete = true;
        } finally {
            if (!complete) {
                counted.close();
            }
        }
        return counted;
    }

    private void start(Path directory) throws IOException, SQLException {
        Trade trade = plan.countedTrade();
        TradeFiles files = TradeFiles.write(trade, directory.resolve("counted-rows"));
        Questions draw = new Questions(plan.seed());
        List<Question> questions = new ArrayList<>();
        for (Business business : Business.values()) {
            // The first asks and is not asked.
            List<Integer> others = trade.nations(business).subList(1, ThroughputPlan.last(plan.counted()) / 2);
            questions.addAll(draw.about(business, others, QUESTIONS_OF_NATION));
        }
        Map<Question, Answer> right = CentralAnswers.of(files, trade, questions);
        for (int peers : plan.counted()) {
            log.accept("starting %d peers, two of them as processes".formatted(peers));
            TradeNetwork network = TradeNetwork.start(
                    directory.resolve("counted-" + peers), files, Place.ofOneNation(trade, peers, HEAP_MEGABYTES));
            networks.put(peers, network);
            List<Question> some = questions.stream()
                    .filter(question -> trade.nations(question.asked()).indexOf(question.nation()) < peers / 2)
                    .toList();
            clients.put(peers, Clients.connect(network, CLIENTS, some, right, plan.seed()));
        }
    }

    /** Asks each network until it is warm, and then in rounds. */
    void measure() {
        networks.forEach((peers, network) -> {
            Cost unused = ask(peers, network, plan.pairs().countedWarmUp());
        });
        for (int round = 1; round <= plan.rounds(); round++) {
            int number = round;
            networks.forEach((peers, network) -> {
                Cost cost = ask(peers, network, plan.pairs().counted());
                costs.computeIfAbsent(peers, p -> new ArrayList<>()).add(cost);
                log.accept("round %d of %d, %d peers: %.0f µs, %.2f messages, %.0f bytes a question"
                        .formatted(number, plan.rounds(), peers, cost.cpuMicros, cost.messages, cost.bytes));
            });
        }
    }

    private Cost ask(int peers, TradeNetwork network, int pairs) {
        Usage before = network.usageOfProcesses();
        long fragments = network.usage().fragments();
        Sample sample = Objects.requireNonNull(clients.get(peers)).askPairs(pairs);
        Usage used = network.usageOfProcesses().since(before);
        failures.addAll(sample.failures());
        asked += sample.questions();
        double questions = 2.0 * pairs;
        return new Cost(
                used.cpuNanos() / questions / 1e3,
                used.messages() / questions,
                used.bytes() / questions,
                (network.usage().fragments() - fragments) / questions,
                used.indexMessages() * 1e9 / sample.nanos(),
                used.indexBytes() * 1e9 / sample.nanos());
    }

    /** Medians over the rounds, by number of peers. */
    Map<Integer, Cost> costs() {
        Map<Integer, Cost> medians = new LinkedHashMap<>();
        costs.forEach((peers, rounds) -> medians.put(peers, Cost.median(rounds)));
        return medians;
    }

    long asked() {
        return asked;
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() throws SQLException {
        for (Clients some : clients.values()) {
            some.close();
        }
        networks.values().forEach(TradeNetwork::close);
    }
}
