package org.bestpeer.overlay.sim.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The simulator finds the bugs that it is there to find, and not where there is none. Where bugs are looked for by other
 * tests of this module, these see to the latter.
 */
class PlantedBugsTest {
    static List<Mutant> mutants() {
        return Mutants.ALL;
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void isFound(Mutant mutant, @TempDir Path directory) throws IOException {
        UnaryOperator<String> hunter = Planting.plant(mutant, directory);
        String found = hunter.apply(mutant.hunt());
        assertThat(found)
                .as("what is found of the bug '%s' by %s", mutant, mutant.hunt())
                .isNotEmpty();
        assertThat(mutant.breaks()).as("found %s", found).anyMatch(found::contains);
        String seed = Hunter.seed(found);
        if (!seed.isEmpty()) {
            assertThat(new Hunter().apply(Hunter.SEEDS + " " + seed + " " + seed))
                    .as("what is found without the bug '%s'", mutant)
                    .isEmpty();
        }
    }
}
