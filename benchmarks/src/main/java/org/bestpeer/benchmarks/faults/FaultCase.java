package org.bestpeer.benchmarks.faults;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A query and what goes wrong meanwhile.
 *
 * @param number of the case
 * @param question what is asked
 * @param fault what goes wrong
 * @param moment when
 * @param batch after which batch of the victim, from 1 on, counted round if it sends fewer
 * @param victim number of the owner that it happens to, or whose batches are counted
 * @param seconds the statement's time limit
 */
record FaultCase(int number, Question question, Fault fault, Moment moment, int batch, int victim, int seconds) {
    /** After each of so many batches an owner is cut. */
    static final int BATCHES = 20;

    private static final int USUAL_SECONDS = 20;
    private static final int SHORT_SECONDS = 1;
    /** Longer than it takes to find out that a connection is dead. */
    private static final int PATIENT_SECONDS = 9;

    private static final int PATIENT_ONE_IN = 10;
    private static final long STEP = 0x9E3779B97F4A7C15L;

    /** The numbered case of a seed. The first ones cut an owner after each batch; all others are drawn. */
    static FaultCase draw(long seed, int number) {
        Random random = new Random((seed * STEP) ^ (number * STEP + 1));
        List<Question> questions = Question.all();
        int victim = 1 + random.nextInt(Site.COMPANIES - 1);
        if (number < BATCHES) {
            return new FaultCase(
                    number, questions.get(0), Fault.OWNER_CUT, Moment.BATCH, number + 1, victim, USUAL_SECONDS);
        }
        Fault fault = fault(random, List.of(Fault.values()));
        return drawn(number, fault, victim, random);
    }

    /** The numbered case of those in which a process is killed. */
    static FaultCase drawKill(long seed, int number) {
        Random random = new Random((seed * STEP) ^ (number * STEP + 2));
        int victim = 1 + random.nextInt(Site.COMPANIES - 1);
        Fault fault = number % 4 == 3 ? Fault.COORDINATOR_DROPPED : Fault.OWNER_DROPPED;
        return drawn(number, fault, victim, random);
    }

    private static FaultCase drawn(int number, Fault fault, int victim, Random random) {
        List<Question> questions = Question.all().stream()
                .filter(q -> !fault.isOfReader() || q.isLarge())
                .toList();
        Question question = questions.get(random.nextInt(questions.size()));
        Moment[] moments = Moment.values();
        Moment moment = moments[random.nextInt(moments.length)];
        int batch = 1 + random.nextInt(BATCHES);
        boolean patient = random.nextInt(PATIENT_ONE_IN) == 0 && fault == Fault.ANSWERS_LOST;
        int seconds = patient ? PATIENT_SECONDS : fault.isSilent() ? SHORT_SECONDS : USUAL_SECONDS;
        return new FaultCase(number, question, fault, moment, batch, victim, seconds);
    }

    private static Fault fault(Random random, List<Fault> faults) {
        List<Fault> weighted = faults.stream()
                .flatMap(fault -> Stream.generate(() -> fault).limit(fault.weight()))
                .toList();
        return weighted.get(random.nextInt(weighted.size()));
    }

    @Override
    public String toString() {
        return "case %d: %s, %s %s%s of %s, limit %d s"
                .formatted(
                        number,
                        question.name(),
                        fault,
                        moment,
                        moment == Moment.BATCH ? " " + batch : "",
                        Site.company(victim),
                        seconds);
    }
}
