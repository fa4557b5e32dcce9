package org.bestpeer.overlay.baton;

import java.util.ArrayList;
import java.util.List;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.PeerId;
import org.jspecify.annotations.Nullable;

/**
 * What makes a later snapshot of an earlier one of the same peer and life.
 *
 * @param epoch the later one's
 * @param place the later one's
 * @param prepared the later one's
 * @param held changes of the entries it holds
 * @param own changes of the entries it published
 */
public record SnapshotChange(
        long epoch, @Nullable Place place, Snapshot.@Nullable Prepared prepared, Entries held, Entries own) {
    /**
     * Changes of entries.
     *
     * @param put new ones, and others instead of those of the same key and publisher
     * @param taken those that are there no more
     */
    public record Entries(List<Versioned> put, List<Name> taken) {
        static Entries between(List<Versioned> before, List<Versioned> after) {
            List<Versioned> put = new ArrayList<>();
            List<Name> taken = new ArrayList<>();
            EntryList.of(before)
                    .changesTo(
                            EntryList.of(after),
                            entry -> taken.add(new Name(entry.key(), entry.publisher())),
                            put::add);
            return new Entries(List.copyOf(put), List.copyOf(taken));
        }

        List<Versioned> applyTo(List<Versioned> before) {
            EntryList entries = EntryList.of(before);
            for (Name name : taken) {
                entries = entries.without(name.key(), name.publisher());
            }
            for (Versioned entry : put) {
                entries = entries.with(entry);
            }
            return entries;
        }
    }

    /** Under which an entry is found. */
    public record Name(Key key, PeerId publisher) {}

    /** What has changed between two snapshots. */
    public static SnapshotChange between(Snapshot before, Snapshot after) {
        return new SnapshotChange(
                after.epoch(),
                after.place(),
                after.prepared(),
                Entries.between(before.held(), after.held()),
                Entries.between(before.own(), after.own()));
    }

    /** The later snapshot. */
    public Snapshot applyTo(Snapshot before) {
        return new Snapshot(
                before.network(),
                before.incarnation(),
                epoch,
                place,
                prepared,
                held.applyTo(before.held()),
                own.applyTo(before.own()));
    }
}
