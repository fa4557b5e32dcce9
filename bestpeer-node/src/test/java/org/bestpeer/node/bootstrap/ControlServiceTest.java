package org.bestpeer.node.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.bestpeer.node.bootstrap.CatalogueSnapshot.Participant;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.transport.PeerIdentity;
import org.bestpeer.overlay.transport.TransportException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlServiceTest {
    private static final PeerIdentity ACME = new PeerIdentity("tpch", "acme", new PeerId("acme-1"));
    private static final PeerIdentity GLOBEX = new PeerIdentity("tpch", "globex", new PeerId("globex-1"));

    @TempDir
    Path directory = Path.of("");

    private final Fixtures.FakeClock clock = new Fixtures.FakeClock();
    private Registry registry;
    private ControlService service;

    @BeforeEach
    void aNetworkOfTwo() {
        registry =
                Registry.open(directory, Fixtures::readSchema, new Fixtures.FakeAuthority(), clock, Fixtures.random());
        registry.createNetwork("tpch");
        registry.applySchema("tpch", "orders(id:integer)", "");
        for (PeerIdentity peer : new PeerIdentity[] {ACME, GLOBEX}) {
            String secret = Fixtures.secretOf(registry.registerCompany("tpch", peer.company()));
            registry.enrol(secret, Fixtures.REQUEST, new PeerAddress(peer.company(), 1));
        }
        service = new ControlService(
                registry, (network, bytes) -> ("signed by " + network).getBytes(StandardCharsets.UTF_8));
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void answersHelloWithTheNewestSignedSnapshot() {
        ControlResponse.Snapshot answer = (ControlResponse.Snapshot) hello(ACME, 1, 0);
        assertThat(answer.signature()).asString().isEqualTo("signed by tpch");
        CatalogueSnapshot snapshot = CatalogueSnapshot.fromJson(answer.snapshot());
        assertThat(snapshot.participants()).containsExactly(new Participant("acme-1", "acme", "acme:9"));
        assertThat(hello(ACME, 1, snapshot.number())).isEqualTo(new ControlResponse.UpToDate());
    }

    @Test
    void recordsAShareForTheCompanyOfTheCertificate() {
        hello(GLOBEX, 1, 0);
        ask(GLOBEX, new ControlRequest.RecordShares(List.of("orders"), 1));
        assertThat(registry.snapshot("tpch").shares().get("orders")).containsExactly("globex");
    }

    @Test
    void refusesWhoIsNotEnrolledAndWhatItDoesNotUnderstand() {
        PeerIdentity stranger = new PeerIdentity("tpch", "acme", new PeerId("globex-1"));
        assertThatThrownBy(() -> ask(stranger, new ControlRequest.GetSnapshot()))
                .isInstanceOfSatisfying(TransportException.Remote.class, e -> assertThat(e.code())
                        .isEqualTo("not_enrolled"));
        assertThatThrownBy(() -> service.handle(ACME, "{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(TransportException.Remote.class, e -> assertThat(e.code())
                        .isEqualTo("invalid"));
        assertThatThrownBy(() -> ask(ACME, new ControlRequest.Hello("nowhere", 1, 0)))
                .hasMessageContaining("HOST:PORT");
    }

    private ControlResponse hello(PeerIdentity peer, long incarnation, long known) {
        return ask(peer, new ControlRequest.Hello(peer.company() + ":9", incarnation, known));
    }

    private ControlResponse ask(PeerIdentity peer, ControlRequest request) {
        return ControlCodec.readResponse(service.handle(peer, ControlCodec.write(request)));
    }
}
