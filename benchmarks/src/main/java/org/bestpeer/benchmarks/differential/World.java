package org.bestpeer.benchmarks.differential;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One schema with its rows, at its owners and in the central databases. Used by one thread. */
final class World implements AutoCloseable {
    private static final int ONE_OWNER_EVERY = 4;
    private static final Pattern GROUPING_SETS = Pattern.compile("GROUPING SETS|ROLLUP|CUBE");

    private final Schema schema;
    private final List<CentralJudge> judges;
    private final LocalNetwork network;
    private final LocalNetwork oneOwner;
    private final Tally tally;
    private int asked;

    private World(Schema schema, List<CentralJudge> judges, Tally tally) {
        this.schema = schema;
        this.judges = judges;
        this.network = new LocalNetwork(schema);
        this.oneOwner = new LocalNetwork(gathered(schema));
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

    /** Compares our answer with those of the central databases, and with ours if one owner had everything. */
    Optional<Disagreement> examine(Sql query) {
        Sql.Text text = query.in(Dialect.OURS).orElseThrow();
        List<Integer> order = Order.of(query);
        Outcome ours = network.answer(text);
        tally.count("queries");
        if (ours.isError("0A000") || ours.isError("54000")) {
            tally.count("refused: " + ours.error().orElseThrow().message().replaceAll("\\(line.*", ""));
            return Optional.empty();
        }
        if (asked++ % ONE_OWNER_EVERY == 0) {
            Optional<String> difference = oneOwner.answer(text).difference(ours, order);
            if (difference.isPresent()) {
                return Optional.of(new Disagreement("one owner gives another answer than many", difference.get()));
            }
        }

        for (CentralJudge judge : judges) {
            Optional<Disagreement> other = judged(judge, query, ours, order);
            if (other.isPresent()) {
                return other;
            }
        }
        return Optional.empty();
    }

    private Optional<Disagreement> judged(CentralJudge judge, Sql query, Outcome ours, List<Integer> order) {
        Optional<Sql.Text> text = query.in(judge.dialect());
        if (text.isEmpty()) {
            tally.count("not asked: " + judge.dialect());
            return Optional.empty();
        }
        Outcome expected = judge.answer(text.get().sql());
        boolean narrow = judge.dialect() == Dialect.HSQLDB && isOfItsOwn(expected, query);
        boolean answered = expected.error().isEmpty() || expected.isError("22") || expected.isError("21");
        boolean unable = !answered || narrow;
        if (unable && !ours.isError("XX")) {
            tally.count("unjudged: " + judge.dialect() + " " + expected.error().orElseThrow());
            return Optional.empty();
        }
        tally.count("judged by " + judge.dialect());
        // PostgreSQL does not sort by a column that WHERE fixes, though grouping sets make NULLs of it.
        List<Integer> sequence = GROUPING_SETS.matcher(text.get().sql()).find() ? List.of() : order;
        return expected.difference(ours, sequence).map(detail -> {
            String how = ours.error()
                    .map(fault -> "we fail: " + fault.state())
                    .orElse(expected.error().isPresent() ? "should fail" : "other rows");
            return new Disagreement(
                    judge.dialect() + ", " + how, detail + "\n" + text.get().sql());
        });
    }

    /** HSQLDB's types of results are narrower than ours, and it takes some large divisors for zero. */
    private boolean isOfItsOwn(Outcome ofHsqldb, Sql query) {
        boolean judgedBefore = judges.size() > 1 && query.in(Dialect.POSTGRESQL).isPresent();
        return ofHsqldb.isError("22003") || (judgedBefore && ofHsqldb.isError("22012"));
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
        boolean refused = Stream.of(expected, actual).anyMatch(o -> o.isError("0A000") || o.isError("54000"));
        if (refused) {
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
