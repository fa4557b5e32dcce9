package org.bestpeer.node.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bestpeer.node.bootstrap.CatalogueSnapshot;
import org.bestpeer.node.bootstrap.CatalogueSnapshot.Participant;
import org.junit.jupiter.api.Test;

class CatalogueChangeTest {
    private static final Participant ACME = new Participant("acme-1", "acme", "a:7410");
    private static final Participant BOLT = new Participant("bolt-1", "bolt", "b:7410");

    private final CatalogueSnapshot before =
            snapshot(1, List.of(ACME, BOLT), Map.of("orders", List.of("acme", "bolt"), "parts", List.of("acme")));

    @Test
    void namesTheTablesThatOthersShare() {
        CatalogueSnapshot after = snapshot(
                1,
                List.of(ACME, BOLT),
                Map.of("orders", List.of("acme"), "parts", List.of("acme"), "lines", List.of("bolt")));

        assertThat(CatalogueChange.between(before, after).tables()).containsExactlyInAnyOrder("orders", "lines");
        assertThat(CatalogueChange.between(before, after).owners()).isFalse();
    }

    @Test
    void tellsThatAParticipantLeftOrMoved() {
        Participant moved = new Participant("bolt-1", "bolt", "c:7410");

        assertThat(CatalogueChange.between(before, with(List.of(ACME))).owners())
                .isTrue();
        assertThat(CatalogueChange.between(before, with(List.of(ACME, moved))).owners())
                .isTrue();
    }

    @Test
    void aParticipantThatJoinsChangesNothingThatWasLookedUp() {
        Participant cord = new Participant("cord-1", "cord", "d:7410");
        CatalogueChange change = CatalogueChange.between(before, with(List.of(ACME, BOLT, cord)));

        assertThat(change.owners()).isFalse();
        assertThat(change.tables()).isEmpty();
    }

    @Test
    void anotherSchemaChangesEverything() {
        CatalogueSnapshot after = snapshot(2, before.participants(), Map.of());

        assertThat(CatalogueChange.between(before, after).owners()).isTrue();
    }

    private CatalogueSnapshot with(List<Participant> participants) {
        return new CatalogueSnapshot(
                CatalogueSnapshot.FORMAT,
                "net",
                9,
                before.schemaVersion(),
                "",
                participants,
                before.shares(),
                before.publishers());
    }

    private static CatalogueSnapshot snapshot(
            int schema, List<Participant> participants, Map<String, List<String>> shares) {
        SortedMap<String, SortedSet<String>> sorted = new TreeMap<>();
        shares.forEach((table, companies) -> sorted.put(table, new TreeSet<>(companies)));
        return new CatalogueSnapshot(
                CatalogueSnapshot.FORMAT, "net", 8, schema, "", participants, sorted, new TreeMap<>());
    }
}
