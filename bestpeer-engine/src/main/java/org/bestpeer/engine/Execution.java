package org.bestpeer.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.Exchange;
import org.bestpeer.engine.exec.Workspace;
import org.bestpeer.engine.placement.Placement;
import org.bestpeer.engine.placement.ScanRequest;
import org.bestpeer.engine.placement.SiteLocator;
import org.bestpeer.engine.plan.DistributedPlan;
import org.bestpeer.engine.plan.Explain;
import org.bestpeer.engine.plan.Placer;
import org.bestpeer.engine.plan.PlanRule;
import org.bestpeer.engine.plan.PlanRules;
import org.bestpeer.engine.plan.ScanRanges;
import org.bestpeer.engine.plan.Work;
import org.bestpeer.engine.progress.FragmentSnapshot;
import org.bestpeer.engine.progress.QueryProgress;
import org.bestpeer.engine.progress.QuerySnapshot;
import org.jspecify.annotations.Nullable;

/** A bound plan that is located, placed and run, again if it must be. Used by one thread. */
final class Execution {
    /** After that, all is fetched: maybe an owner does not know another one, or what was to be sent was too much. */
    private static final int TRIES_OF_SENDING = 1;

    private static final double NANOS = 1e9;

    private final Ports ports;
    private final Operator bound;
    private final List<ScanRequest> scans;
    private final Workspace workspace;
    private final Catalog schema;
    private final TaskHeader header;
    private final QueryProgress progress;
    private final LeftOut leftOut;
    private int placements;
    private @Nullable DistributedPlan placed;

    /** What finds owners and runs plans. */
    record Ports(
            SiteLocator locator,
            Exchange exchange,
            ResidualRunner runner,
            Placer placer,
            Engine.Environment environment) {
        /** The same with a runner that makes the system tables of one statement. */
        Ports withSystemRows(TaskHeader header) {
            ResidualRunner here = new SystemRows(runner, environment.system(), header.principal(), header.deadline());
            return new Ports(locator, exchange, here, placer, environment);
        }
    }

    Execution(
            Ports ports,
            Operator bound,
            Catalog schema,
            TaskHeader header,
            QueryProgress progress,
            Workspace workspace) {
        this.ports = ports;
        this.bound = bound;
        this.scans = ScanRanges.requests(bound);
        this.workspace = workspace;
        this.schema = schema;
        this.header = header;
        this.progress = progress;
        this.leftOut = new LeftOut(header.partial());
    }

    /** An attempt at the rows. */
    BatchStream rows() {
        progress.attempt();
        if (!header.partial()) {
            return start(ports.exchange);
        }
        FirstAnswers answers = new FirstAnswers(ports.exchange);
        return answers.before(start(answers));
    }

    private BatchStream start(Exchange exchange) {
        return Attempt.start(place(), exchange, ports.runner, header, progress, workspace);
    }

    /** How the rows would be got. */
    BatchStream plan() {
        List<String> lines = Explain.lines(place());
        return PlanText.of(noted(lines), ports.runner, workspace);
    }

    /** How the last attempt got them. */
    BatchStream analysis() {
        List<String> lines = noted(Explain.lines(Objects.requireNonNull(placed), progress.snapshot()));
        if (workspace.spill().bytes() > 0) {
            lines.add("spilled here: %d bytes, for they did not fit into memory"
                    .formatted(workspace.spill().bytes()));
        }
        return PlanText.of(lines, ports.runner, workspace);
    }

    /**
     * Tells what was done for the rows, from which later statements' ways of joining are chosen.
     *
     * @param worked how long the statement was worked on, its user's own time left out
     */
    void learn(Duration worked) {
        DistributedPlan plan = placed;
        QuerySnapshot done = progress.snapshot();
        List<FragmentSnapshot> asked =
                done.current().stream().filter(f -> f.started().isPresent()).toList();
        if (plan != null && done.attempts() == 1 && !asked.isEmpty()) {
            double shuffled =
                    asked.stream().mapToLong(FragmentSnapshot::bytesShuffled).sum();
            Work work = new Work(plan.rounds(), asked.size(), done.bytesReceived() + done.bytesSent(), shuffled);
            Duration running = worked.minus(done.locating()).minus(done.placing());
            ports.environment.statements().speeds().ifPresent(speeds -> speeds.learn(work, running.toNanos() / NANOS));
        }
    }

    private List<String> noted(List<String> plan) {
        List<String> lines = new ArrayList<>(leftOut.note());
        lines.addAll(plan);
        return lines;
    }

    /** Whether it reads tables that owners share. */
    boolean readsSharedTables() {
        return !scans.isEmpty();
    }

    /** What it may hold; to be closed at its end. */
    Workspace workspace() {
        return workspace;
    }

    /** What is known of the tables' owners is not right. */
    void forgetOwners() {
        ports.locator.invalidate(
                scans.stream().map(ScanRequest::table).distinct().toList());
    }

    /** Leaves out the owners that the failure names; whether another attempt may go on without them. */
    boolean leaveOut(BestPeerException failure) {
        boolean smaller = leftOut.add(failure);
        if (smaller) {
            // The way of sending is not to blame.
            placements--;
        }
        return smaller;
    }

    /** The owners whose rows the last attempt lacks. */
    List<MissingOwner> missing() {
        return leftOut.missing();
    }

    boolean isExpired() {
        return !now().isBefore(header.deadline());
    }

    /** Until the deadline. */
    Duration timeLeft() {
        return Duration.between(now(), header.deadline());
    }

    private DistributedPlan place() {
        PlanRules all = ports.environment.rules();
        // A peer that misses another one's rows could not say whom to leave out.
        PlanRules assumed = header.partial() ? all.without(PlanRule.REPARTITION) : all;
        PlanRules rules = ports.environment
                .statements()
                .speeds()
                .map(speeds -> assumed.at(speeds.current()))
                .orElse(assumed);
        Instant started = now();
        List<Placement> owners = scans.isEmpty() ? List.of() : located(Duration.between(started, header.deadline()));
        Instant located = now();
        DistributedPlan plan =
                ports.placer.place(bound, owners, schema, placements++ < TRIES_OF_SENDING ? rules : rules.fetchOnly());
        progress.placed(Duration.between(started, located), Duration.between(located, now()));
        placed = plan;
        return plan;
    }

    private List<Placement> located(Duration timeout) {
        List<Placement> owners = leftOut.remaining(scans, ports.locator.locate(scans, timeout), schema);
        progress.missing(leftOut.missing());
        return owners;
    }

    private Instant now() {
        return ports.environment.clock().instant();
    }
}
