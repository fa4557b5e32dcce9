package org.bestpeer.benchmarks.faults;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The right answers, asked for while all was well, and how many batches each peer sends for them. */
final class References {
    private static final int TRIES = 5;

    private final Map<String, Answer> answers = new HashMap<>();
    private final Map<String, List<Integer>> batches = new HashMap<>();
    private final Answer whole;

    private References(Answer whole) {
        this.whole = whole;
    }

    static References ask(Client client, Network network, Question whole) throws SQLException {
        References references = new References(rows(client, whole));
        for (Question question : Question.all()) {
            // The first time asks for the histograms that the second one is planned by.
            rows(client, question);
            references.count(client, network, question);
            references.check(question);
            if (!client.plan(question).contains(question.planned())) {
                throw new IllegalStateException(question.name() + " is not planned as the case wants");
            }
        }
        return references;
    }

    /** What an attempt that failed has sent does not count. */
    private void count(Client client, Network network, Question question) throws SQLException {
        List<Integer> before = new ArrayList<>();
        Answer answer = rows(client, question, () -> {
            before.clear();
            before.addAll(sent(network, question));
        });
        List<Integer> after = sent(network, question);
        answers.put(question.name(), answer);
        batches.put(
                question.name(),
                IntStream.range(0, before.size())
                        .mapToObj(i -> after.get(i) - before.get(i))
                        .toList());
    }

    private void check(Question question) {
        int most = Collections.max(known(batches, question));
        if (question.mostBatches() > 0 && most > question.mostBatches()) {
            throw new IllegalStateException("%s: an owner sent %d batches, so it is not planned as the case wants"
                    .formatted(question.name(), most));
        }
    }

    private static Answer rows(Client client, Question question) throws SQLException {
        return rows(client, question, () -> {});
    }

    /** A busy machine may make a peer look dead; then it is asked again. */
    private static Answer rows(Client client, Question question, Runnable beforeEach) throws SQLException {
        beforeEach.run();
        Outcome outcome = client.ask(question);
        for (int i = 1; i < TRIES && outcome.failure() != null; i++) {
            beforeEach.run();
            outcome = client.ask(question);
        }
        if (outcome.failure() != null) {
            throw outcome.failure();
        }
        return outcome.rows();
    }

    private static List<Integer> sent(Network network, Question question) {
        return network.sites().stream()
                .map(site -> site.peers().batches(question.isLarge()))
                .toList();
    }

    Answer answer(Question question) {
        return known(answers, question);
    }

    /** What a control query over all tables answers. */
    Answer whole() {
        return whole;
    }

    int batches(Question question, int site) {
        return known(batches, question).get(site);
    }

    private static <T> T known(Map<String, T> values, Question question) {
        T value = values.get(question.name());
        if (value == null) {
            throw new IllegalArgumentException("not asked before: " + question.name());
        }
        return value;
    }

    @Override
    public String toString() {
        return batches.toString();
    }
}
