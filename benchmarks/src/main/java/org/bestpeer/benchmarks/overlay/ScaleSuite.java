package org.bestpeer.benchmarks.overlay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All that is measured of large trees: figures by size, balance, deaths. */
public final class ScaleSuite {
    private static final long SEED = 1;
    private static final int ENTRIES_PER_PEER = 4;
    private static final int FEW_DEAD = 10;
    private static final int MANY_DEAD = 50;
    private static final Duration REPORTS = Duration.ofSeconds(5);

    private final Consumer<String> out;
    private final Consumer<String> progress;
    private final List<Figures> figures = new ArrayList<>();
    private final List<Criterion> criteria = new ArrayList<>();
    private @Nullable SimulatedTree measured;

    /**
     * Makes a suite.
     *
     * @param out gets the tables
     * @param progress hears what is done now
     */
    public ScaleSuite(Consumer<String> out, Consumer<String> progress) {
        this.out = out;
        this.progress = progress;
    }

    /** Builds a tree and measures searches, inserts, joins and leaves one by one. */
    public void measure(int peers, int searches, int changes) {
        SimulatedTree tree = tree(peers);
        say("%,d peers: searching, joining, leaving", peers);
        Figures found = new Scale(tree).measure(searches, changes);
        figures.add(found);
        measured = tree;
        add(found.table(), found.criteria());
    }

    /** Kills shares of all peers at once; peers join in between, until there are as many as before. */
    public void kill(int peers) {
        SimulatedTree tree = measured == null || measured.size() != peers ? tree(peers) : measured;
        measured = null;
        for (int percent : new int[] {FEW_DEAD, MANY_DEAD}) {
            if (tree.size() < peers) {
                say("%,d peers: joining", peers);
                tree.grow(peers);
            }
            say("%,d peers: killing %d %%", peers, percent);
            Kills.Report report = Kills.kill(tree, percent);
            String share = percent + " %";
            add(report.table(share), report.criteria(share, peers));
            if (!report.isWhole()) {
                tree = tree(peers);
            }
        }
    }

    /** Inserts skewed values and lets the tree balance itself. */
    public void balance(int peers, int inserts) {
        say("%,d peers: %,d skewed inserts", peers, inserts);
        SimulatedTree tree = new SimulatedTree(SEED, SimulatedTree.reporting(REPORTS));
        tree.grow(peers);
        Balance.Report report = Balance.run(tree, inserts, progress);
        add(report.table(), report.criteria());
    }

    private SimulatedTree tree(int peers) {
        say("%,d peers: joining", peers);
        SimulatedTree tree = new SimulatedTree(SEED, SimulatedTree.patient());
        tree.grow(peers);
        tree.fill(ENTRIES_PER_PEER * peers);
        return tree;
    }

    private void say(String what, Object... details) {
        progress.accept(String.format(Locale.ROOT, what, details));
    }

    private void add(String table, List<Criterion> more) {
        out.accept(table);
        more.forEach(criterion -> out.accept(criterion.toString()));
        criteria.addAll(more);
    }

    /** What was measured, by size. */
    public List<Figures> figures() {
        return List.copyOf(figures);
    }

    /** All that must hold. */
    public List<Criterion> criteria() {
        return List.copyOf(criteria);
    }
}
