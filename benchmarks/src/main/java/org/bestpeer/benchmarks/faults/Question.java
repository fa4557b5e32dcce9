package org.bestpeer.benchmarks.faults;

import java.util.List;

/**
 * A query and how its client reads the result.
 *
 * @param name of the shape
 * @param sql text
 * @param fetchSize rows of a request; small ones make a slow reader
 * @param mostBatches more from one owner would mean that the shape is not what its name says; 0 if that does not matter
 * @param planned what its plan must say to be what its name says; empty if that does not matter
 */
record Question(String name, String sql, int fetchSize, int mostBatches, String planned) {
    private static final int USUAL = 1_000;
    private static final int SMALL = 150;
    /** Half of what an owner sends of all its rows. */
    private static final int REDUCED = 11;

    /** All shapes. */
    static List<Question> all() {
        return List.of(
                new Question("stream", "select id, part, amount, note from sale", 5 * USUAL, 0, ""),
                new Question("slow reader", "select id, part, amount, note from sale", SMALL, 0, ""),
                new Question(
                        "union",
                        "select id, note from sale where amount < 5000 union all select id, name from part",
                        USUAL,
                        0,
                        ""),
                new Question("groups", "select part, count(*), sum(amount) from sale group by part", USUAL, 0, ""),
                new Question("total", "select count(*), sum(amount), min(id), max(note) from sale", USUAL, 0, ""),
                new Question(
                        "order", "select id, amount from sale where kind < 10 order by amount desc, id", USUAL, 0, ""),
                new Question(
                        "keys",
                        "select s.id, s.amount, p.name from part p join sale s on s.part = p.id where p.kind = 3",
                        USUAL,
                        REDUCED,
                        ""),
                new Question(
                        "rows sent along",
                        "select k.label, count(*), sum(s.amount) from kind k join sale s on s.kind = k.id"
                                + " where k.id < 8 group by k.label",
                        USUAL,
                        REDUCED,
                        ""),
                new Question(
                        "missing partners",
                        "select s.id, p.name from sale s left join part p on p.id = s.part where s.kind = 7",
                        USUAL,
                        0,
                        ""),
                new Question(
                        "repartitioned rows",
                        "select count(*), sum(a.amount), max(b.id) from sale a join sale b on a.amount = b.amount",
                        USUAL,
                        0,
                        "parted by amount"));
    }

    /** Whether each owner sends more than 20 batches for it. */
    boolean isLarge() {
        return sql.startsWith("select id, part");
    }
}
