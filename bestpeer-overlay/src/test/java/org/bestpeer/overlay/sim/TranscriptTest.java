package org.bestpeer.overlay.sim;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.tree.Position;
import org.bestpeer.overlay.tree.Tree;
import org.junit.jupiter.api.Test;

/**
 * What peers say to each other in the course of each kind of change, compared with files beside this class. When the
 * protocol is changed on purpose, {@code -Dbestpeer.transcripts=src/test/resources/org/bestpeer/overlay/sim/transcripts}
 * writes them anew.
 */
class TranscriptTest {
    private static final int ENTRIES = 100;

    @Test
    void join() throws IOException {
        Simulation world = Simulation.seeded(1).grow(6);
        Transcript transcript = new Transcript(world);
        String said = transcript.of("a seventh peer joins", world::add);
        compare("join", said);
        assertThat(Files.readString(document())).contains(said);
    }

    private static Path document() {
        Path fromModule = Path.of("../docs/overlay.md");
        return Files.exists(fromModule) ? fromModule : Path.of("docs/overlay.md");
    }

    @Test
    void leafLeaves() throws IOException {
        Simulation world = Simulation.seeded(2).grow(6);
        Tree tree = world.scheduler().tree();
        PeerId leaf =
                tree.inOrder().stream().filter(tree::isRemovable).findFirst().orElseThrow();
        Transcript transcript = new Transcript(world);
        compare("leave-leaf", transcript.of("leaf %s leaves".formatted(leaf), () -> world.leave(leaf)));
    }

    @Test
    void innerPeerLeaves() throws IOException {
        Simulation world = Simulation.seeded(3).grow(6);
        PeerId root = world.scheduler().tree().at(Position.ROOT).orElseThrow();
        Transcript transcript = new Transcript(world);
        compare("leave-inner", transcript.of("root %s leaves".formatted(root), () -> world.leave(root)));
    }

    @Test
    void repair() throws IOException {
        Simulation world = Simulation.seeded(4).grow(6);
        PeerId root = world.scheduler().tree().at(Position.ROOT).orElseThrow();
        Transcript transcript = new Transcript(world).about(root);
        compare("repair", transcript.of("root %s is killed".formatted(root), () -> world.crash(root)));
    }

    @Test
    void borderShifts() throws IOException {
        Simulation world = Simulation.seeded(5).grow(3);
        PeerId root = world.scheduler().tree().at(Position.ROOT).orElseThrow();
        compare("balance-shift", told(world, root, "root %s gets %d entries"));
    }

    @Test
    void farPeerIsRelocated() throws IOException {
        Simulation world = Simulation.seeded(6).grow(7);
        List<PeerId> order = world.scheduler().tree().inOrder();
        compare("balance-relocate", told(world, order.get(order.size() - 1), "last peer %s gets %d entries"));
    }

    private static String told(Simulation world, PeerId heavy, String title) {
        byte[] low = world.scheduler().tree().range(heavy).low().bytes();
        Transcript transcript = new Transcript(world);
        List<Outcome<?>> filed = new ArrayList<>();
        for (int i = 0; i < ENTRIES; i++) {
            byte[] key = java.util.Arrays.copyOf(low, low.length + 1);
            key[low.length] = (byte) i;
            filed.add(world.publish(heavy, Key.of(key), 1, new byte[0]));
        }
        world.runUntil(filed);
        filed.forEach(Outcome::get);
        return transcript.of(title.formatted(heavy, ENTRIES), () -> {});
    }

    private static void compare(String name, String said) throws IOException {
        String target = System.getProperty("bestpeer.transcripts");
        if (target != null) {
            Files.writeString(Files.createDirectories(Path.of(target)).resolve(name + ".txt"), said);
            return;
        }
        try (InputStream file = TranscriptTest.class.getResourceAsStream("transcripts/" + name + ".txt")) {
            String expected = new String(requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(said).isEqualTo(expected);
        }
    }
}
