package org.bestpeer.benchmarks.throughput;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Networks of processes that share the same rows, the same memory and the same clients; asked in turn. */
final class Timed implements AutoCloseable {
    /** All peers of a network have so much heap together. */
    private static final int HEAP_MEGABYTES = 3072;

    private static final int QUESTIONS_OF_NATION = 16;

    private final ThroughputPlan plan;
    private final Consumer<String> log;
    private final Map<Integer, TradeNetwork> networks = new LinkedHashMap<>();
    private final Map<Integer, Clients> clients = new LinkedHashMap<>();
    private final Map<Cell, List<Sample>> samples = new LinkedHashMap<>();
    private final Map<Integer, Long> asked = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();

    /** A network's number of peers, and how many clients it had at once. */
    private record Cell(int peers, int clients) {}

    /**
     * What was found of a network and a number of clients.
     *
     * @param perSecond median over the rounds
     * @param all questions of all rounds
     */
    record Row(int peers, int clients, double perSecond, Sample all) {}

    private Timed(ThroughputPlan plan, Consumer<String> log) {
        this.plan = plan;
        this.log = log;
    }

    /** Starts the networks. */
    static Timed start(ThroughputPlan plan, Path directory, Consumer<String> log) throws IOException, SQLException {
        Timed timed = new Timed(plan, log);
        boolean complete = false;
        try {
            timed.start(directory);
            complete = true;
        } finally {
            if (!complete) {
                timed.close();
            }
        }
        return timed;
    }

    private void start(Path directory) throws IOException, SQLException {
        Trade trade = plan.timedTrade();
        TradeFiles files = TradeFiles.write(trade, directory.resolve("rows"));
        Questions draw = new Questions(plan.seed());
        List<Question> questions = new ArrayList<>();
        for (Business business : Business.values()) {
            questions.addAll(draw.about(business, trade.nations(business), QUESTIONS_OF_NATION));
        }
        log.accept("asking one HSQLDB %d questions".formatted(questions.size()));
        Map<Question, Answer> right = CentralAnswers.of(files, trade, questions);
        for (int peers : plan.peers()) {
            log.accept("starting %d processes".formatted(peers));
            TradeNetwork network = TradeNetwork.start(
                    directory.resolve("peers-" + peers), files, Place.sharing(trade, peers, HEAP_MEGABYTES));
            networks.put(peers, network);
            clients.put(
                    peers,
                    Clients.connect(network, ThroughputPlan.last(plan.clients()), questions, right, plan.seed()));
        }
    }

    /** Asks until all code has been compiled that matters. */
    void warmUp() {
        for (int peers : plan.peers()) {
            Sample sample = clientsOf(peers).askPairs(plan.pairs().warmUp() * peers);
            note(peers, sample);
            log.accept("%d peers warm: %.0f queries a second".formatted(peers, sample.perSecond()));
        }
    }

    /** All rounds. */
    void measure() {
        for (int round = 1; round <= plan.rounds(); round++) {
            for (int count : plan.clients()) {
                for (int peers : plan.peers()) {
                    Sample sample = clientsOf(peers).ask(count, plan.seconds());
                    note(peers, sample);
                    samples.computeIfAbsent(new Cell(peers, count), cell -> new ArrayList<>())
                            .add(sample);
                    log.accept("round %d of %d, %d peers, %d clients: %.0f queries a second"
                            .formatted(round, plan.rounds(), peers, count, sample.perSecond()));
                }
            }
        }
    }

    private Clients clientsOf(int peers) {
        Clients found = clients.get(peers);
        if (found == null) {
            throw new IllegalStateException("no network of %d peers".formatted(peers));
        }
        return found;
    }

    private void note(int peers, Sample sample) {
        asked.merge(peers, (long) sample.questions(), Long::sum);
        failures.addAll(sample.failures());
    }

    /** By network, then by number of clients. */
    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        samples.forEach((cell, rounds) -> rows.add(new Row(
                cell.peers,
                cell.clients,
                Median.of(rounds.stream().map(Sample::perSecond).toList()),
                rounds.stream().reduce(Sample.none(), Sample::and))));
        return rows;
    }

    /** Fragments that owners served for each question, by network. */
    Map<Integer, Double> fragments() {
        Map<Integer, Double> fragments = new LinkedHashMap<>();
        networks.forEach((peers, network) ->
                fragments.put(peers, (double) network.usage().fragments() / asked.getOrDefault(peers, 0L)));
        return fragments;
    }

    long asked() {
        return asked.values().stream().mapToLong(Long::longValue).sum();
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
