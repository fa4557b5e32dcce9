package org.bestpeer.benchmarks.pace;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bestpeer.benchmarks.baseline.TpchDatabase;
import org.bestpeer.benchmarks.tpch.TpchAnswers;

/**
 * Small queries by themselves, and beside large ones.
 *
 * @param alone small queries while nothing else runs
 * @param beside small queries while large ones run
 * @param heavy the large ones
 */
public record Mixture(Pace alone, Pace beside, Pace heavy) {

    /**
     * Measures a network.
     *
     * @param plan whose clients ask small queries
     * @param heavyClients clients that ask large queries
     * @param answers right ones of the large queries, for some rounds of parameters
     */
    public static Mixture measure(
            TpchDatabase network, PointPlan plan, int heavyClients, Orders orders, List<TpchAnswers> answers)
            throws SQLException, InterruptedException {
        List<Asker> points = new ArrayList<>();
        List<Asker> large = new ArrayList<>();
        try {
            for (int i = 0; i < plan.clients(); i++) {
                points.add(PointAsker.prepared(network.connect(), orders, new Random(plan.seed() + i)));
            }
            for (int i = 0; i < heavyClients; i++) {
                large.add(new HeavyAsker(network, answers, new Random(plan.seed() - i)));
            }
            Pace warmPoints = Crowd.ask(points, plan.warmUp());
            Pace warmLarge = Crowd.ask(large, plan.warmUp());
            Pace alone = Crowd.ask(points, plan.time());
            Pace[] both = together(points, large, plan.time());
            return new Mixture(alone.failingAs(warmPoints), both[0], both[1].failingAs(warmLarge));
        } finally {
            for (Asker asker : points) {
                asker.close();
            }
            for (Asker asker : large) {
                asker.close();
            }
        }
    }

    private static Pace[] together(List<Asker> points, List<Asker> large, Duration time) throws InterruptedException {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Pace> heavy = thread.submit(() -> Crowd.ask(large, time));
            Pace beside = Crowd.ask(points, time);
            return new Pace[] {beside, heavy.get()};
        } catch (ExecutionException e) {
            throw new IllegalStateException("the large queries ended", e);
        } finally {
            thread.shutdownNow();
        }
    }
}
