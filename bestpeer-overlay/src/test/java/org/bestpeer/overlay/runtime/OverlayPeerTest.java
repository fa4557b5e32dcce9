package org.bestpeer.overlay.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bestpeer.overlay.FoundEntry;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.OverlayException;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.BatonMessage;
import org.bestpeer.overlay.baton.Envelope;
import org.bestpeer.overlay.transport.PeerTransport;
import org.bestpeer.overlay.transport.Service;
import org.bestpeer.overlay.wire.MessageCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverlayPeerTest {
    private final Path directory;
    private final RunningOverlay network;

    OverlayPeerTest(@TempDir Path directory) {
        this.directory = directory;
        this.network = new RunningOverlay(directory);
    }

    @AfterEach
    void stop() {
        network.close();
    }

    @Test
    void entriesOfAllPeersAreFoundFromAllPeers() throws Exception {
        List<RunningOverlay.Member> peers = network.joined(6);
        RunningOverlay.publishOneEach(peers);
        for (RunningOverlay.Member peer : peers) {
            assertThat(peer.found()).hasSize(6);
            assertThat(RunningOverlay.get(peer.overlay().find(KeyRange.ALL))).hasSize(6);
            assertThat(peer.report().links()).isNotEmpty();
        }
        RunningOverlay.get(peers.get(2).overlay().withdraw(List.of(RunningOverlay.KEY)));
        assertThat(peers.get(4).found()).hasSize(5);
    }

    @Test
    void entriesOutliveTheirHolderWhichComesBackElsewhere() throws Exception {
        List<RunningOverlay.Member> peers = network.joined(4);
        RunningOverlay.publishOneEach(peers);
        RunningOverlay.Member holder = RunningOverlay.holder(peers);
        List<RunningOverlay.Member> others =
                peers.stream().filter(peer -> !peer.equals(holder)).toList();
        holder.close();

        for (RunningOverlay.Member other : others) {
            assertThat(other.found()).hasSize(4);
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> others.stream().anyMatch(RunningOverlay.Member::holdsKey));
        RunningOverlay.Member back = network.start(peers.indexOf(holder) + 1, 7100);
        RunningOverlay.get(back.overlay().join());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> back.overlay().report().isPresent()
                        && others.stream().anyMatch(other -> other.links()
                                .contains(back.contact().toString())));
        // It is linked before its entries are filed anew from where it is now.
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(others.get(0).found())
                        .extracting(found -> found.entry().publisher())
                        .contains(back.contact())
                        .hasSize(4));
    }

    @Test
    void aKeptPlaceServesWithoutTheSchedulerAndANewOneWaitsForIt() throws Exception {
        List<RunningOverlay.Member> peers = network.joined(3);
        RunningOverlay.publishOneEach(peers);
        network.stopScheduler();
        peers.get(1).close();
        RunningOverlay.Member back = network.start(2, 7102);
        RunningOverlay.get(back.overlay().join());
        assertThat(back.found()).hasSize(3);

        RunningOverlay.Member fourth = network.start(4, 7004);
        var joining = fourth.overlay().join();
        assertThat(joining).isNotDone();
        network.startScheduler();
        RunningOverlay.get(joining);
        assertThat(fourth.found()).hasSize(3);
    }

    @Test
    void whatALeavingPeerHeldIsHeldByOthers() throws Exception {
        List<RunningOverlay.Member> peers = network.joined(4);
        RunningOverlay.publishOneEach(peers);
        RunningOverlay.Member holder = RunningOverlay.holder(peers);
        RunningOverlay.get(holder.overlay().withdraw(List.of(RunningOverlay.KEY)));
        RunningOverlay.get(holder.overlay().leave());
        assertThat(holder.overlay().report()).isEmpty();
        holder.close();
        for (RunningOverlay.Member peer : peers) {
            if (!peer.equals(holder)) {
                assertThat(peer.found()).hasSize(3);
            }
        }
    }

    @Test
    void nobodyOfACompanySpeaksAsTheScheduler() throws Exception {
        RunningOverlay.Member alone = network.joined(1).get(0);
        PeerContact forged = new PeerContact(
                RunningOverlay.BOOTSTRAP.id(), RunningOverlay.contact(9, 7009).address());
        send("acme", forged, forged, alone.contact());
        send("acme", RunningOverlay.contact(9, 7009), RunningOverlay.BOOTSTRAP, alone.contact());
        send("", RunningOverlay.contact(9, 7009), RunningOverlay.contact(9, 7009), alone.contact());
        assertThat(alone.found()).isEmpty();
        assertThat(alone.report().range()).isEqualTo(KeyRange.ALL);

        send("", RunningOverlay.BOOTSTRAP, RunningOverlay.BOOTSTRAP, alone.contact());
        await().atMost(Duration.ofSeconds(5))
                .until(() -> alone.overlay().report().isEmpty());
    }

    /** Tells a peer in somebody's name that it has lost its place. */
    private void send(String company, PeerContact identity, PeerContact sender, PeerContact to) {
        try (PeerTransport transport = network.transport(company, identity)) {
            Envelope envelope = new Envelope(
                    RunningOverlay.NETWORK,
                    sender,
                    Long.MAX_VALUE,
                    Long.MAX_VALUE,
                    new BatonMessage.Expelled(Long.MAX_VALUE));
            transport.send(to, Service.OVERLAY, MessageCodec.encode(envelope));
        }
    }

    @Test
    void commandsBeforeJoiningAndAfterClosingFail() throws Exception {
        RunningOverlay.Member alone = network.start(1, 7001);
        assertThat(alone.overlay().report()).isEmpty();
        assertThatThrownBy(alone::found)
                .hasCauseInstanceOf(OverlayException.class)
                .hasMessageContaining("join first");
        alone.close();
        assertThatThrownBy(alone::found)
                .hasCauseInstanceOf(OverlayException.class)
                .hasMessageContaining("stopped");
    }

    @Test
    void damagedStateIsRefusedWithItsFile() throws Exception {
        Files.write(directory.resolve("overlay-1"), new byte[] {1, 2, 3});
        assertThatThrownBy(() -> network.start(1, 7001))
                .isInstanceOf(OverlayException.class)
                .hasMessageContaining("overlay-1");
        network.stopScheduler();
        Files.write(directory.resolve("scheduler"), new byte[] {1, 2, 3});
        assertThatThrownBy(network::startScheduler)
                .isInstanceOf(OverlayException.class)
                .hasMessageContaining("scheduler");
    }

    @Test
    void aFoundEntryOfItsOwnHolderIsPromised() throws Exception {
        RunningOverlay.Member alone = network.joined(1).get(0);
        RunningOverlay.publishOneEach(List.of(alone));
        assertThat(alone.found()).extracting(FoundEntry::promise).containsExactly(RunningOverlay.QUICK.promise());
        assertThat(alone.contact().id()).isEqualTo(new PeerId("acme-1"));
    }
}
