package org.bestpeer.benchmarks.differential;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a failure smaller as long as the answer stays wrong in the same way. Used once. */
final class Shrinking {
    private static final int MAX_QUERIES = 2_000;
    private static final int MAX_WORLDS = 400;

    private final List<CentralJudge> judges;
    private final String kind;
    private Schema schema;
    private Case smallest;
    private Disagreement disagreement;

    private Shrinking(List<CentralJudge> judges, Schema schema, Case failing, Disagreement disagreement) {
        this.judges = judges;
        this.kind = disagreement.kind();
        this.schema = schema;
        this.smallest = failing;
        this.disagreement = disagreement;
    }

    /** What was found in the end. */
    record Result(Schema schema, Case smallest, Disagreement disagreement) {}

    static Result shrink(List<CentralJudge> judges, Schema schema, Case failing, Disagreement disagreement)
            throws SQLException {
        Shrinking shrinking = new Shrinking(judges, schema, failing, disagreement);
        shrinking.query();
        shrinking.rows();
        shrinking.query();
        return new Result(shrinking.schema, shrinking.smallest, shrinking.disagreement);
    }

    private void query() throws SQLException {
        try (World world = World.open(schema, judges, new Tally())) {
            int tried = 0;
            boolean smaller = true;
            while (smaller && tried < MAX_QUERIES) {
                smaller = false;
                for (Case candidate : smallest.smaller()) {
                    tried++;
                    Optional<Disagreement> found = candidate.examine(world);
                    if (found.isPresent() && found.get().kind().equals(kind)) {
                        smallest = candidate;
                        disagreement = found.get();
                        smaller = true;
                        break;
                    }
                }
            }
        }
    }

    private void rows() throws SQLException {
        List<Table> used = schema.tables().stream()
                .filter(t -> smallest.text().contains(t.name() + " "))
                .toList();
        accept(new Schema(used));
        int worlds = 0;
        boolean smaller = true;
        while (smaller && worlds < MAX_WORLDS) {
            smaller = false;
            for (Schema candidate : fewerRows()) {
                if (++worlds >= MAX_WORLDS) {
                    break;
                }
                if (accept(candidate)) {
                    smaller = true;
                    break;
                }
            }
        }
    }

    private boolean accept(Schema candidate) throws SQLException {
        try (World world = World.open(candidate, judges, new Tally())) {
            Optional<Disagreement> found = smallest.examine(world);
            boolean same = found.isPresent() && found.get().kind().equals(kind);
            if (same) {
                schema = candidate;
                disagreement = found.get();
            }
            return same;
        }
    }

    /** Schemas without an owner, or without some rows of an owner: first many, then few. */
    private List<Schema> fewerRows() {
        List<Schema> candidates = new ArrayList<>();
        for (Table table : schema.tables()) {
            if (table.shares().size() > 1) {
                table.shares().keySet().forEach(owner -> {
                    Map<Integer, List<List<@Nullable Object>>> others = new LinkedHashMap<>(table.shares());
                    others.remove(owner);
                    candidates.add(with(table.withShares(others)));
                });
            }
        }
        for (int pieces = 2; pieces <= 64; pieces *= 2) {
            for (Table table : schema.tables()) {
                for (int owner : table.shares().keySet()) {
                    without(table, owner, pieces, candidates);
                }
            }
        }
        return candidates;
    }

    private void without(Table table, int owner, int pieces, List<Schema> candidates) {
        List<List<@Nullable Object>> rows = table.rows(owner);
        for (int piece = 0; piece < pieces && rows.size() * 2 > pieces; piece++) {
            List<List<@Nullable Object>> left = new ArrayList<>(rows);
            int from = rows.size() * piece / pieces;
            int to = rows.size() * (piece + 1) / pieces;
            if (from == to) {
                continue;
            }
            left.subList(from, to).clear();
            Map<Integer, List<List<@Nullable Object>>> shares = new LinkedHashMap<>(table.shares());
            shares.replaceAll((other, held) -> other == owner || table.reference() ? left : held);
            candidates.add(with(table.withShares(shares)));
        }
    }

    private Schema with(Table changed) {
        return new Schema(schema.tables().stream()
                .map(t -> t.name().equals(changed.name()) ? changed : t)
                .toList());
    }
}
