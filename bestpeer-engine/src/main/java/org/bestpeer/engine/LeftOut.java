package org.bestpeer.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.engine.catalog.TableKind;
import org.bestpeer.engine.placement.Partition;
import org.bestpeer.engine.placement.Placement;
import org.bestpeer.engine.placement.ScanRequest;
import org.bestpeer.engine.placement.Site;

/**
 * The owners that a statement does without: none, unless its session asked for partial results. Used by the thread that runs the
 * statement; {@link #missing} by any.
 */
final class LeftOut {
    private final boolean allowed;
    private final Set<Site> sites = new HashSet<>();
    private volatile List<MissingOwner> missing = List.of();

    LeftOut(boolean allowed) {
        this.allowed = allowed;
    }

    /** Leaves out whom the failure names; whether that makes a difference, so that another attempt may succeed. */
    boolean add(BestPeerException failure) {
        return allowed
                && failure.missing().stream()
                        .flatMap(LeftOut::site)
                        .map(sites::add)
                        .reduce(false, Boolean::logicalOr);
    }

    private static Stream<Site> site(MissingOwner owner) {
        return owner.peer().map(peer -> new Site(peer, owner.company())).stream();
    }

    /** Whose rows the last placement lacks. */
    List<MissingOwner> missing() {
        return missing;
    }

    /** What a plan says of it first. */
    List<String> note() {
        return missing.stream().map(owner -> "left out: " + owner.text()).toList();
    }

    /**
     * The placements without those who are left out, as if they shared nothing.
     *
     * @throws BestPeerException OWNER_MISSING if somebody is missing and may not be, OWNER_UNREACHABLE if nothing is known of a
     *     table because all of its owners are missing
     */
    List<Placement> remaining(List<ScanRequest> scans, List<Placement> located, Catalog schema) {
        Map<Site, SortedSet<String>> tables =
                new TreeMap<>(Comparator.comparing(Site::company).thenComparing(Site::peer));
        List<Placement> placements = new ArrayList<>();
        for (int i = 0; i < located.size(); i++) {
            String table = scans.get(i).table();
            if (!allowed) {
                requireAll(table, located.get(i));
            }
            Placement rest = without(located.get(i));
            List<Site> absent = absent(located.get(i), rest);
            placements.add(rest);
            if (!absent.isEmpty() && !isServed(table, rest, schema)) {
                absent.forEach(site ->
                        tables.computeIfAbsent(site, s -> new TreeSet<>()).add(table));
                requireAny(table, rest, absent);
            }
        }
        missing = owners(tables);
        return placements;
    }

    private Placement without(Placement located) {
        List<Partition> rest = located.partitions().stream()
                .filter(partition -> !sites.contains(partition.site()))
                .toList();
        return new Placement(rest, located.pruned());
    }

    /** Those that the index does not know have no peer. */
    private static List<Site> absent(Placement located, Placement rest) {
        Stream<Site> gone = located.partitions().stream()
                .filter(partition -> !rest.partitions().contains(partition))
                .map(Partition::site);
        return Stream.concat(gone, located.missing().stream().map(company -> new Site("", company)))
                .toList();
    }

    /** Any copy of a reference table has all of its rows. */
    private static boolean isServed(String table, Placement rest, Catalog schema) {
        return !rest.partitions().isEmpty()
                && schema.table(table)
                        .map(definition -> definition.kind() == TableKind.REFERENCE)
                        .orElse(false);
    }

    private static List<MissingOwner> owners(Map<Site, SortedSet<String>> tables) {
        List<MissingOwner> owners = new ArrayList<>();
        tables.forEach((site, names) -> owners.add(owner(site, List.copyOf(names))));
        return owners;
    }

    private static MissingOwner owner(Site site, List<String> tables) {
        return new MissingOwner(site.company(), Optional.of(site.peer()).filter(peer -> !peer.isEmpty()), tables);
    }

    /** An owner whose promise excludes it has answered, too. */
    private static void requireAny(String table, Placement rest, List<Site> absent) {
        if (rest.partitions().isEmpty() && rest.pruned().isEmpty()) {
            throw new BestPeerException(
                    ErrorCode.OWNER_UNREACHABLE,
                    "none of the owners of table %s can be asked, so nothing is known of its rows (%s);"
                                    .formatted(table, MissingOwner.text(owners(table, absent)))
                            + " repeat the query once one of their peers is back");
        }
    }

    private static List<MissingOwner> owners(String table, List<Site> absent) {
        return absent.stream().map(site -> owner(site, List.of(table))).toList();
    }

    /** @throws BestPeerException OWNER_MISSING if the index does not know all who share the table */
    static void requireAll(String table, Placement located) {
        if (!located.missing().isEmpty()) {
            throw new BestPeerException(
                    ErrorCode.OWNER_MISSING,
                    ("table %s: company %s shares it but is not in the index, so the result would be incomplete;"
                                    + " repeat the query once its peer is back")
                            .formatted(table, String.join(", ", located.missing())),
                    located.missing().stream()
                            .map(company -> new MissingOwner(company, Optional.empty(), List.of(table)))
                            .toList(),
                    null);
        }
    }
}
