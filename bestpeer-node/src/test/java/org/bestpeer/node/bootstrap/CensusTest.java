package org.bestpeer.node.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.bestpeer.node.admin.AdminException;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.NodeReport;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.draw.DrawnPeer;
import org.bestpeer.overlay.transport.TransportException;
import org.bestpeer.overlay.tree.Position;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CensusTest {
    private static final MemberPlace ROOT = new MemberPlace(0, 1, "", "end", 3);

    @TempDir
    Path directory = Path.of("");

    private final Map<String, CompletableFuture<Optional<MemberPlace>>> answers = new HashMap<>();
    private Registry registry;
    private Census census;

    @BeforeEach
    void aNetworkOfTwo() {
        registry = Registry.open(
                directory,
                Fixtures::readSchema,
                new Fixtures.FakeAuthority(),
                new Fixtures.FakeClock(),
                Fixtures.random());
        registry.createNetwork("tpch");
        for (String company : List.of("acme", "bolt")) {
            String secret = Fixtures.secretOf(registry.registerCompany("tpch", company));
            registry.enrol(secret, Fixtures.REQUEST, new PeerAddress(company, 1));
            registry.peerHello("tpch", company, company + "-1", new PeerAddress(company, 9), 1);
        }
        census = new Census(registry, (network, peer) -> answers.get(peer.peer()));
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void remembersWhereAPeerStoodThatAnswersNoMore() {
        answers.put("acme-1", CompletableFuture.completedFuture(Optional.of(ROOT)));
        answers.put("bolt-1", CompletableFuture.completedFuture(Optional.empty()));
        assertThat(census.of("tpch"))
                .containsExactly(
                        new MemberReport("acme-1", "acme", true, List.of(ROOT)),
                        new MemberReport("bolt-1", "bolt", true, List.of()));

        answers.put("acme-1", CompletableFuture.failedFuture(new TransportException("not there")));
        answers.put("bolt-1", CompletableFuture.failedFuture(new TransportException("not there")));
        assertThat(census.of("tpch"))
                .containsExactly(
                        new MemberReport("acme-1", "acme", false, List.of(ROOT)),
                        new MemberReport("bolt-1", "bolt", false, List.of()));
    }

    @Test
    void refusesAnUnknownNetwork() {
        assertThatThrownBy(() -> census.of("nope")).isInstanceOf(AdminException.class);
    }

    @Test
    void aPlaceTravelsWhole() {
        Key low = Key.of(new byte[] {1, 'a', (byte) 0xff});
        NodeReport report = new NodeReport(
                new PeerContact(new PeerId("acme-1"), new PeerAddress("h", 1)),
                2,
                3,
                new KeyRange(low, null),
                42,
                List.of());
        MemberPlace place =
                MemberPlace.read(MemberPlace.answer(Optional.of(report))).orElseThrow();
        assertThat(new MemberReport("acme-1", "acme", true, List.of(place)).drawn())
                .isEqualTo(new DrawnPeer(
                        new PeerId("acme-1"), "acme", new Position(2, 3), new KeyRange(low, null), 42, true));
        assertThat(MemberPlace.read(MemberPlace.answer(Optional.empty()))).isEmpty();
        assertThat(MemberPlace.isQuestion(MemberPlace.question())).isTrue();
        assertThat(MemberPlace.isQuestion(new byte[0])).isFalse();
    }

    @Test
    void refusesPlacesThatCannotBe() {
        refused("{\"level\":1,\"number\":3,\"low\":\"\",\"high\":\"end\",\"entries\":1}");
        refused("{\"level\":1,\"number\":1,\"low\":\"zz\",\"high\":\"end\",\"entries\":1}");
        refused("{\"level\":1,\"number\":1,\"low\":\"02\",\"high\":\"01\",\"entries\":1}");
        refused("{\"level\":1,\"number\":1,\"low\":\"\",\"high\":\"end\",\"entries\":-1}");
        refused("{\"level\":1,\"number\":1}");
        refused("no json");
    }

    private static void refused(String answer) {
        assertThatThrownBy(() -> MemberPlace.read(answer.getBytes(UTF_8))).isInstanceOf(AdminException.class);
    }
}
