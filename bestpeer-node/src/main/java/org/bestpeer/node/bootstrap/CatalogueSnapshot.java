package org.bestpeer.node.bootstrap;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bestpeer.node.admin.AdminError;
import org.bestpeer.node.admin.AdminException;
import org.bestpeer.node.admin.Json;

/**
 * What the bootstrap knows of a network at one moment. Peers use it to notice that an owner is missing, not to find owners.
 *
 * @param format version of this record's form
 * @param network corporate network
 * @param number grows with every change of participants, shares or schema
 * @param schemaVersion version of the schema text; 0 if there is none
 * @param schemaText the schema file
 * @param participants peers that have joined, by name
 * @param shares companies that share each table
 * @param publishers company that publishes each reference table
 */
public record CatalogueSnapshot(
        int format,
        String network,
        long number,
        int schemaVersion,
        String schemaText,
        List<Participant> participants,
        SortedMap<String, SortedSet<String>> shares,
        SortedMap<String, String> publishers) {
    /** The form that this program writes and reads. */
    public static final int FORMAT = 1;

    public CatalogueSnapshot {
        participants = List.copyOf(participants);
        SortedMap<String, SortedSet<String>> copy = new TreeMap<>();
        shares.forEach(
                (table, companies) -> copy.put(table, Collections.unmodifiableSortedSet(new TreeSet<>(companies))));
        shares = Collections.unmodifiableSortedMap(copy);
        publishers = Collections.unmodifiableSortedMap(new TreeMap<>(publishers));
    }

    static CatalogueSnapshot of(
            String network,
            long number,
            AppliedSchema schema,
            List<Participant> participants,
            Map<String, SortedSet<String>> shares,
            Map<String, String> publishers) {
        return new CatalogueSnapshot(
                FORMAT,
                network,
                number,
                schema.version(),
                schema.sql(),
                participants,
                new TreeMap<>(shares),
                new TreeMap<>(publishers));
    }

    /** Equal snapshots give equal bytes, so that they can be signed. */
    public byte[] toJson() {
        return Json.write(this);
    }

    /** Reads a snapshot; refuses one that is too large, malformed or of another form. */
    public static CatalogueSnapshot fromJson(byte[] json) {
        CatalogueSnapshot snapshot = Json.read(json, CatalogueSnapshot.class);
        if (snapshot.format() != FORMAT) {
            throw new AdminException(
                    AdminError.OUTDATED,
                    "the bootstrap writes catalogue snapshots of form %d, this node reads form %d; update the older one"
                            .formatted(snapshot.format(), FORMAT));
        }
        return snapshot;
    }

    /**
     * A peer of the network.
     *
     * @param address {@code host:port}
     */
    public record Participant(String peer, String company, String address) {}
}
