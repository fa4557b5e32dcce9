package org.bestpeer.benchmarks.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlaceTest {
    private static final Trade TRADE = new Trade(0.01, 8);

    @Test
    void fewPeersShareTheNationsAndTheMemoryOfMany() {
        assertThat(Place.sharing(TRADE, 2, 1024))
                .containsExactly(
                        new Place(Business.SUPPLIER, new Nations(0, 4), 512),
                        new Place(Business.RETAILER, new Nations(4, 8), 512));
        assertThat(Place.sharing(TRADE, 6, 1024).stream().map(Place::nations))
                .containsExactly(
                        new Nations(0, 1),
                        new Nations(1, 2),
                        new Nations(2, 4),
                        new Nations(4, 5),
                        new Nations(5, 6),
                        new Nations(6, 8));
        assertThat(Place.sharing(TRADE, 8, 1024).stream().map(Place::company))
                .startsWith("supplier-0", "supplier-1")
                .endsWith("retailer-6", "retailer-7");
    }

    @Test
    void theFirstOfEachBusinessIsAProcess() {
        List<Place> places = Place.ofOneNation(TRADE, 4, 256);

        assertThat(places)
                .containsExactly(
                        new Place(Business.SUPPLIER, Nations.one(0), 256),
                        new Place(Business.SUPPLIER, Nations.one(1), 0),
                        new Place(Business.RETAILER, Nations.one(4), 256),
                        new Place(Business.RETAILER, Nations.one(5), 0));
        assertThat(places.stream().filter(Place::isProcess)).hasSize(2);
    }
}
