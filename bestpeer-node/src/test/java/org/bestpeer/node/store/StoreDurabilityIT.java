package org.bestpeer.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kills a loading process without warning, again and again: whatever was acknowledged is there, and nothing by half. */
@NullUnmarked
class StoreDurabilityIT {
    private static final int KILLS = 10;
    private static final FreeSpaceFloor NO_FLOOR = new FreeSpaceFloor(0, 0, 0);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void losesNothingAcknowledgedWhenKilled(boolean tablesInMemory) throws Exception {
        Random random = new Random(20261122);
        long visible = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process child = start(KilledLoader.class, visible, String.valueOf(tablesInMemory));
            try {
                long goal = visible + 1 + random.nextInt(4);
                await().atMost(Duration.ofSeconds(60)).until(() -> !child.isAlive() || acknowledged() >= goal);
                assertThat(child.isAlive())
                        .as(Files.readString(directory.resolve("child.log")))
                        .isTrue();
                // A moment that falls anywhere into what the child does next.
                assertThat(child.waitFor(random.nextInt(150), TimeUnit.MILLISECONDS))
                        .isFalse();
            } finally {
                child.destroyForcibly();
            }
            child.waitFor();
            visible = checkStore(acknowledged());
        }
    }

    @Test
    void aKilledChangeLeavesTheOldRowsOrTheNewOnes() throws Exception {
        Random random = new Random(20261129);
        long changes = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process child = start(KilledChanger.class, changes);
            try {
                long goal = changes + 1 + random.nextInt(3);
                await().atMost(Duration.ofSeconds(60)).until(() -> !child.isAlive() || acknowledged() >= goal);
                assertThat(child.isAlive())
                        .as(Files.readString(directory.resolve("child.log")))
                        .isTrue();
                assertThat(child.waitFor(random.nextInt(100), TimeUnit.MILLISECONDS))
                        .isFalse();
            } finally {
                child.destroyForcibly();
            }
            child.waitFor();
            changes = checkChanges(acknowledged());
        }
    }

    /** Checks the store after a kill and returns how many changes were made. */
    private long checkChanges(long acknowledged) {
        try (PeerStore store = PeerStore.open(options())) {
            store.verify();
            List<List<Object>> rows =
                    StoreFixtures.read(store.at(store.loadVersions()), StoreFixtures.all(StoreFixtures.items()));
            assertThat(rows).hasSize(KilledChanger.ROWS);
            assertThat(rows.stream().map(row -> row.get(1)).distinct())
                    .as("all of the last change acknowledged, or of the next")
                    .hasSize(1)
                    .containsAnyOf("change " + (acknowledged - 1), "change " + acknowledged);
            return Long.parseLong(rows.get(0).get(1).toString().substring("change ".length())) + 1;
        }
    }

    /** Checks the store after a kill and returns how many loads it holds. */
    private long checkStore(long acknowledged) {
        try (PeerStore store = PeerStore.open(options())) {
            store.verify();
            Map<Long, Long> rowsOfLoads = new TreeMap<>();
            for (List<Object> row :
                    StoreFixtures.read(store.at(store.loadVersions()), StoreFixtures.all(StoreFixtures.items()))) {
                rowsOfLoads.merge((Long) row.get(0) / KilledLoader.IDS_PER_LOAD, 1L, Long::sum);
            }
            assertThat(rowsOfLoads.size())
                    .as("acknowledged loads, or one more that was not reported any more")
                    .isBetween((int) acknowledged, (int) acknowledged + 1);
            rowsOfLoads.forEach(
                    (load, rows) -> assertThat(rows).as("rows of load %d", load).isEqualTo(KilledLoader.sizeOf(load)));
            return rowsOfLoads.size();
        }
    }

    @Test
    void aDirectoryInUseByAnotherProcessIsRefusedByName() throws Exception {
        Process child = start(KilledLoader.class, 0, "false");
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged() > 0);

            assertThatThrownBy(() -> PeerStore.open(options()))
                    .hasMessageContaining("is in use by process " + child.pid());
        } finally {
            child.destroyForcibly();
            child.waitFor();
        }
        PeerStore.open(options()).close();
    }

    private StoreOptions options() {
        return new StoreOptions(Optional.of(directory.resolve("store")), 4, 1000, NO_FLOOR, 0, false);
    }

    private Process start(Class<?> program, long first, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                directory.resolve("store").toString(),
                directory.resolve("acknowledged").toString(),
                Long.toString(first)));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("child.log").toFile())
                .start();
    }

    /** Number of the newest load that was acknowledged, counted from 1. */
    private long acknowledged() throws IOException {
        Path file = directory.resolve("acknowledged");
        if (!Files.exists(file)) {
            return 0;
        }
        List<String> lines = Files.readAllLines(file);
        return lines.isEmpty() ? 0 : Long.parseLong(lines.get(lines.size() - 1)) + 1;
    }
}
