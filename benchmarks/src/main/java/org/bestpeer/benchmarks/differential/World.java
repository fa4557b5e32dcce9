package org.bestpeer.benchmarks.differential;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bestpeer.engine.plan.PlanRule;
import org.jspecify.annotations.Nullable;

/** One schema with its rows, at its owners and in the central databases. Used by one thread. */
final class World implements AutoCloseable {
    private static final Pattern GROUPING_SETS = Pattern.compile("GROUPING SETS|ROLLUP|CUBE");

    private final Schema schema;
    private final List<CentralJudge> judges;
    private final LocalNetwork network;
    private final LocalNetwork oneOwner;
    private final Map<PlanRule, LocalNetwork> withoutRule = new EnumMap<>(PlanRule.class);
    private final Tally tally;

    private World(Schema schema, List<CentralJudge> judges, Tally tally) {
        this.schema = schema;
        this.judges = judges;
        this.network = new LocalNetwork(schema, PlanRule.all());
        this.oneOwner = new LocalNetwork(gathered(schema), PlanRule.all());
        for (PlanRule rule : PlanRule.values()) {
            withoutRule.put(rule, new LocalNetwork(schema, PlanRule.without(rule)));
        }
        this.tally = tally;
    }

    static World open(Schema schema, List<CentralJudge> judges, Tally tally) throws SQLException {
        for (CentralJudge judge : judges) {
            judge.unload(schema);
            judge.load(schema);
        }
        return new World(schema, judges, tally);
    }

    private static Schema gathered(Schema schema) {
        List<Table> tables = new ArrayList<>();
        for (Table table : schema.tables()) {
            Map<Integer, List<List<@Nullable Object>>> all = new LinkedHashMap<>();
            all.put(0, table.rows());
            tables.add(table.withShares(all));
        }
        return new Schema(tables);
    }

    Schema schema() {
        return schema;
    }

    /**
     * Compares our answer with those of the central databases, with ours if one owner had everything, and with that of a
     * plan made without a rule. Where the judges disagree, the first that agrees with us outvotes those behind it.
     */
    Optional<Disagreement> examine(Sql query, PlanRule without) {
        Sql.Text text = query.in(Dialect.OURS).orElseThrow();
        List<Integer> order = Order.of(query);
        Outcome ours = network.answer(text);
        tally.count("queries");
        if (isRefused(ours)) {
            tally.count("refused: " + ours.error().orElseThrow().message().replaceAll("\\(line.*", ""));
            return Optional.empty();
        }
        Optional<Disagreement> own = compared("one owner gives another answer than many", oneOwner, text, ours, order)
                .or(() -> compared(
                        without + " makes another answer",
                        Objects.requireNonNull(withoutRule.get(without)),
                        text,
                        ours,
                        order));
        if (own.isPresent()) {
            return own;
        }
        boolean confirmed = false;
        for (CentralJudge judge : judges) {
            Judgement judgement = judged(judge, query, ours, order);
            if (judgement.wrong().isEmpty()) {
                confirmed |= judgement.able();
            } else if (confirmed) {
                tally.count("outvoted: " + judge.dialect());
            } else {
                return judgement.wrong();
            }
        }
        return Optional.empty();
    }

    /** @param able whether the judge could say anything */
    private record Judgement(boolean able, Optional<Disagreement> wrong) {
        static final Judgement NONE = new Judgement(false, Optional.empty());
    }

    private static Optional<Disagreement> compared(
            String kind, LocalNetwork other, Sql.Text text, Outcome ours, List<Integer> order) {
        Outcome expected = other.answer(text);
        return isRefused(expected)
                ? Optional.empty()
                : expected.difference(ours, order).map(difference -> new Disagreement(kind, difference));
    }

    private static boolean isRefused(Outcome outcome) {
        return outcome.isError("0A000") || outcome.isError("54000") || outcome.isError("HYT00");
    }

    private Judgement judged(CentralJudge judge, Sql query, Outcome ours, List<Integer> order) {
        Optional<Sql.Text> text = query.in(judge.dialect());
        if (text.isEmpty()) {
            tally.count("not asked: " + judge.dialect());
            return Judgement.NONE;
        }
        Outcome expected = judge.answer(text.get().sql());
        // HSQLDB's types of results are narrower than ours.
        boolean narrow = judge.dialect() == Dialect.HSQLDB && expected.isError("22003");
        boolean answered = expected.error().isEmpty() || expected.isError("22") || expected.isError("21");
        boolean unable = !answered || narrow;
        if (unable && !ours.isError("XX")) {
            tally.count("unjudged: " + judge.dialect() + " " + expected.error().orElseThrow());
            return Judgement.NONE;
        }
        tally.count("judged by " + judge.dialect());
        // PostgreSQL does not sort by a column that WHERE fixes, though grouping sets make NULLs of it.
        List<Integer> sequence = GROUPING_SETS.matcher(text.get().sql()).find() ? List.of() : order;
        return new Judgement(true, expected.difference(ours, sequence).map(detail -> {
            String how = ours.error()
                    .map(fault -> "we fail: " + fault.state())
                    .orElse(expected.error().isPresent() ? "should fail" : "other rows");
            return new Disagreement(
                    judge.dialect() + ", " + how, detail + "\n" + text.get().sql());
        }));
    }

    /** The rows of a query are those for which a condition is TRUE, those for which it is FALSE, and the others. */
    Optional<Disagreement> examine(Queries.Partitioned query) {
        tally.count("partitioned");
        Sql whole = select(query, "");
        Sql parts = Sql.of(
                Sql.Sort.QUERY,
                "$0 UNION ALL $1 UNION ALL $2",
                select(query, " WHERE $2"),
                select(query, " WHERE NOT ($2)"),
                select(query, " WHERE ($2) IS NULL"));
        Optional<Disagreement> partition = same("the parts of a query are not the whole", whole, parts);
        if (partition.isPresent()) {
            return partition;
        }
        Sql counted = Sql.of(Sql.Sort.QUERY, "SELECT COUNT(*) FROM $0 WHERE $1", query.from(), query.condition());
        Sql summed = Sql.of(
                Sql.Sort.QUERY,
                "SELECT COALESCE(SUM(CASE WHEN $1 THEN 1 ELSE 0 END), 0) FROM $0",
                query.from(),
                query.condition());
        return same("a condition finds other rows than it is true for", counted, summed);
    }

    private static Sql select(Queries.Partitioned query, String where) {
        return Sql.of(Sql.Sort.QUERY, "SELECT $0 FROM $1" + where, query.items(), query.from(), query.condition());
    }

    private Optional<Disagreement> same(String kind, Sql one, Sql other) {
        Outcome expected = network.answer(one.in(Dialect.OURS).orElseThrow());
        Outcome actual = network.answer(other.in(Dialect.OURS).orElseThrow());

        // Three parts have three times as many joins.
        if (isRefused(expected) || isRefused(actual)) {
            return Optional.empty();
        }
        String failed = expected.error()
                .or(actual::error)
                .map(fault -> ", we fail: " + fault.state())
                .orElse("");
        return expected.difference(actual, List.of()).map(detail -> new Disagreement(kind + failed, detail));
    }

    @Override
    public void close() throws SQLException {
        for (CentralJudge judge : judges) {
            judge.unload(schema);
        }
    }
}
