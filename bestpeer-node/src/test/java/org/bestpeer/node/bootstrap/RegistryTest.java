package org.bestpeer.node.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bestpeer.node.admin.AdminError;
import org.bestpeer.node.admin.AdminException;
import org.bestpeer.overlay.PeerAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTest {
    private static final String SCHEMA = "orders(id:integer,price:decimal) *nation(id:integer)";

    @TempDir
    Path directory = Path.of("");

    private final Fixtures.FakeClock clock = new Fixtures.FakeClock();
    private Registry registry;

    @BeforeEach
    void open() {
        registry = Registry.open(
                directory.resolve("registry"),
                Fixtures::readSchema,
                new Fixtures.FakeAuthority(),
                clock,
                Fixtures.random());
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void keepsEverythingOverARestart() {
        aNetwork();
        registry.applySchema("tpch", SCHEMA, "");
        String secret = token("acme");
        Enrolled peer = registry.enrol(token("acme"), Fixtures.REQUEST, Fixtures.ADDRESS);
        registry.peerHello("tpch", "acme", peer.peer(), Fixtures.ADDRESS, 5);
        registry.recordShares("tpch", "acme", List.of("orders"), 1);
        CatalogueSnapshot before = registry.snapshot("tpch");

        registry.close();
        open();

        assertThat(registry.snapshot("tpch")).isEqualTo(before);
        assertThat(registry.networks()).containsExactly(new NetworkStatus("tpch", 1, before.number(), 1, 1));
        assertThat(registry.peers("tpch"))
                .containsExactly(new PeerStatus("acme-1", "acme", "peer.example.com:7410", 5, "known"));
        assertThat(registry.enrol(secret, Fixtures.REQUEST, Fixtures.ADDRESS).peer())
                .isEqualTo("acme-2");
    }

    @Test
    void givesATokenToExactlyOneOfTwoThatRace() throws Exception {
        aNetwork();
        for (int round = 0; round < 10; round++) {
            String secret = token("acme");
            CyclicBarrier start = new CyclicBarrier(2);
            Callable<Boolean> enrol = () -> {
                start.await();
                try {
                    registry.enrol(secret, Fixtures.REQUEST, Fixtures.ADDRESS);
                    return true;
                } catch (AdminException e) {
                    assertThat(e.error()).isEqualTo(AdminError.TOKEN_REFUSED);
                    return false;
                }
            };
            ExecutorService threads = Executors.newFixedThreadPool(2);
            List<Boolean> won = new ArrayList<>();
            for (Future<Boolean> result : threads.invokeAll(List.of(enrol, enrol))) {
                won.add(result.get());
            }
            threads.shutdown();
            assertThat(won).containsExactlyInAnyOrder(true, false);
        }
        assertThat(registry.peers("tpch")).hasSize(10);
    }

    @Test
    void refusesTokensThatAreWrongUsedOrExpired() {
        aNetwork();
        refuses(AdminError.TOKEN_REFUSED, "not known", () -> enrol("guess"));
        String used = token("acme");
        enrol(used);
        refuses(AdminError.TOKEN_REFUSED, "used already", () -> enrol(used));
        String old = token("acme");
        clock.advance(Registry.TOKEN_LIFE);
        refuses(AdminError.TOKEN_REFUSED, "expired", () -> enrol(old));
    }

    @Test
    void keepsTheTokenWhenTheCertificateRequestIsBad() {
        aNetwork();
        String secret = token("acme");
        byte[] bad = "bad".getBytes(StandardCharsets.UTF_8);
        refuses(AdminError.INVALID, "PKCS#10", () -> registry.enrol(secret, bad, Fixtures.ADDRESS));
        assertThat(enrol(secret).peer()).isEqualTo("acme-1");
    }

    @Test
    void numbersEachChangeThatPeersMustHearOf() {
        aNetwork();
        List<String> heard = new ArrayList<>();
        registry.onSnapshotChanged(heard::add);
        long start = registry.snapshot("tpch").number();
        registry.applySchema("tpch", SCHEMA, "");
        String peer = enrol(token("acme")).peer();
        assertThat(registry.snapshot("tpch").number()).isEqualTo(start + 1);
        assertThat(registry.snapshot("tpch").participants()).isEmpty();

        registry.peerHello("tpch", "acme", peer, Fixtures.ADDRESS, 1);
        registry.peerHello("tpch", "acme", peer, Fixtures.ADDRESS, 1);
        registry.peerHello("tpch", "acme", peer, Fixtures.ADDRESS, 2);
        registry.peerHello("tpch", "acme", peer, new PeerAddress("elsewhere", 1), 2);
        registry.recordShares("tpch", "acme", List.of("orders"), 1);
        registry.recordShares("tpch", "acme", List.of("orders"), 1);

        assertThat(registry.snapshot("tpch").number()).isEqualTo(start + 4);
        assertThat(heard).hasSize(4).containsOnly("tpch");
        assertThat(registry.snapshot("tpch").shares()).isEqualTo(Map.of("orders", Set.of("acme")));
    }

    @Test
    void refusesASecondProcessWithAnOlderIncarnation() {
        aNetwork();
        String peer = enrol(token("acme")).peer();
        registry.peerHello("tpch", "acme", peer, Fixtures.ADDRESS, 9);
        refuses(
                AdminError.OUTDATED,
                "second time",
                () -> registry.peerHello("tpch", "acme", peer, Fixtures.ADDRESS, 8));
    }

    @Test
    void refusesSchemaChangesThatSharedRowsDoNotFit() {
        aNetwork();
        registry.applySchema("tpch", SCHEMA, "");
        registry.applySchema("tpch", "orders(id:integer) *nation(id:integer)", "");
        registry.applySchema("tpch", SCHEMA, "");
        registry.recordShares("tpch", "acme", List.of("orders"), 3);

        refuses(
                AdminError.INCOMPATIBLE,
                "table orders cannot be dropped: it is shared by acme",
                schema("*nation(id:integer)"));
        refuses(AdminError.INCOMPATIBLE, "type of column price", schema("orders(id:integer,price:integer)"));
        refuses(AdminError.INCOMPATIBLE, "column price of table orders cannot be moved", schema("orders(id:integer)"));
        refuses(
                AdminError.INCOMPATIBLE,
                "column c cannot be added",
                schema("orders(id:integer,price:decimal,c:integer)"));
        refuses(
                AdminError.INCOMPATIBLE,
                "between partitioned and reference",
                schema("*orders(id:integer,price:decimal)"));
        refuses(AdminError.INVALID_SCHEMA, "line 1", schema("nonsense"));
        assertThat(registry.applySchema("tpch", SCHEMA + " more(id:integer)", "")
                        .version())
                .isEqualTo(4);
    }

    @Test
    void refusesASharedTableLoadedByAnotherForm() {
        aNetwork();
        registry.applySchema("tpch", "orders(id:integer)", "");
        registry.applySchema("tpch", SCHEMA, "");
        refuses(
                AdminError.OUTDATED,
                "load it again",
                () -> registry.recordShares("tpch", "acme", List.of("orders"), 1));
        refuses(
                AdminError.NOT_FOUND,
                "no table missing",
                () -> registry.recordShares("tpch", "acme", List.of("missing"), 2));
    }

    @Test
    void letsOneCompanyPublishAReferenceTable() {
        aNetwork();
        registry.registerCompany("tpch", "globex");
        registry.applySchema("tpch", SCHEMA, "");
        registry.recordShares("tpch", "acme", List.of("nation"), 1);
        refuses(
                AdminError.EXISTS,
                "published by company acme",
                () -> registry.recordShares("tpch", "globex", List.of("nation"), 1));
        refuses(
                AdminError.INCOMPATIBLE,
                "published by acme already",
                () -> registry.applySchema("tpch", SCHEMA, "globex"));
        assertThat(registry.snapshot("tpch").publishers()).isEqualTo(Map.of("nation", "acme"));
    }

    @Test
    void keepsNetworksApart() {
        aNetwork();
        registry.createNetwork("other");
        refuses(AdminError.EXISTS, "exists already", () -> registry.createNetwork("tpch"));
        refuses(AdminError.INVALID, "not a name of a network", () -> registry.createNetwork("Bad Name"));
        refuses(AdminError.NOT_FOUND, "there is no network nope", () -> registry.snapshot("nope"));
        enrol(token("acme"));
        assertThat(registry.peers("other")).isEmpty();
        refuses(AdminError.IN_USE, "still has 1 peers", () -> registry.removeNetwork("tpch"));
        registry.removeNetwork("other");
        assertThat(registry.networks()).extracting(NetworkStatus::network).containsExactly("tpch");
    }

    @Test
    void countsOpenTokens() {
        aNetwork();
        token("acme");
        enrol(token("acme"));
        assertThat(registry.companies("tpch")).containsExactly(new CompanyStatus("acme", 1, 2));
        clock.advance(Duration.ofDays(2));
        assertThat(registry.companies("tpch")).containsExactly(new CompanyStatus("acme", 1, 0));
    }

    private void aNetwork() {
        registry.createNetwork("tpch");
        registry.registerCompany("tpch", "acme");
    }

    private String token(String company) {
        return Fixtures.secretOf(registry.registerCompany("tpch", company));
    }

    private Enrolled enrol(String secret) {
        return registry.enrol(secret, Fixtures.REQUEST, Fixtures.ADDRESS);
    }

    private ThrowingCallable schema(String text) {
        return () -> registry.applySchema("tpch", text, "");
    }

    private static void refuses(AdminError error, String message, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AdminException.class, e -> assertThat(e.error()).isEqualTo(error))
                .hasMessageContaining(message);
    }
}
