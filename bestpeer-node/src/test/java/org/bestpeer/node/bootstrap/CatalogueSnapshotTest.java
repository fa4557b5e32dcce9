package org.bestpeer.node.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.bestpeer.node.admin.AdminException;
import org.bestpeer.node.bootstrap.CatalogueSnapshot.Participant;
import org.junit.jupiter.api.Test;

class CatalogueSnapshotTest {
    @Test
    void givesBackWhatItWrote() {
        CatalogueSnapshot snapshot = aSnapshot("a", "b");
        assertThat(CatalogueSnapshot.fromJson(snapshot.toJson())).isEqualTo(snapshot);
    }

    @Test
    void writesEqualSnapshotsAsEqualBytes() {
        assertThat(aSnapshot("b", "a").toJson()).isEqualTo(aSnapshot("a", "b").toJson());
        assertThat(new String(aSnapshot("a", "b").toJson(), StandardCharsets.UTF_8))
                .isEqualTo("{\"format\":1,\"network\":\"tpch\",\"number\":7,"
                        + "\"participants\":[{\"address\":\"h:1\",\"company\":\"acme\",\"peer\":\"acme-1\"}],"
                        + "\"publishers\":{\"nation\":\"acme\"},\"schemaText\":\"CREATE TABLE t (ä INT)\","
                        + "\"schemaVersion\":3,\"shares\":{\"a\":[\"acme\",\"globex\"],\"b\":[\"acme\",\"globex\"]}}");
    }

    @Test
    void refusesWhatIsMalformedIncompleteOrOfAnotherForm() {
        refuses("{\"format\":1", "not the JSON that is expected");
        refuses("{\"format\":1,\"network\":\"x\"}", "not the JSON that is expected");
        refuses("[".repeat(100), "not the JSON that is expected");
        String other = new String(aSnapshot("a", "b").toJson(), StandardCharsets.UTF_8)
                .replace("\"format\":1", "\"format\":2");
        refuses(other, "of form 2, this node reads form 1");
    }

    private static void refuses(String json, String message) {
        assertThatThrownBy(() -> CatalogueSnapshot.fromJson(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(AdminException.class)
                .hasMessageContaining(message);
    }

    private static CatalogueSnapshot aSnapshot(String first, String second) {
        Map<String, SortedSet<String>> shares = new LinkedHashMap<>();
        shares.put(first, new TreeSet<>(List.of("globex", "acme")));
        shares.put(second, new TreeSet<>(List.of("acme", "globex")));
        return CatalogueSnapshot.of(
                "tpch",
                7,
                new AppliedSchema(3, "CREATE TABLE t (ä INT)"),
                List.of(new Participant("acme-1", "acme", "h:1")),
                shares,
                Map.of("nation", "acme"));
    }
}
