package org.bestpeer.benchmarks.churn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bestpeer.benchmarks.churn.Expectations.Attempt;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;
import org.junit.jupiter.api.Test;

class ExpectationsTest {
    private static final PeerId ANN = new PeerId("p-1");
    private static final PeerId BOB = new PeerId("p-2");
    private static final Key KEY = key("b");

    private final Expectations expectations = new Expectations();

    @Test
    void whatWasAcknowledgedMustBeFound() {
        acknowledge(KEY, ANN, 1);
        long begun = expectations.begin();

        assertThat(mismatches(begun, new Sighting(KEY, ANN, 1))).isEmpty();
        assertThat(mismatches(begun)).hasSize(1);
        assertThat(mismatches(begun, new Sighting(KEY, ANN, 2))).hasSize(1);
    }

    @Test
    void whatWasTriedSinceMayBeFound() {
        acknowledge(KEY, ANN, 1);
        Attempt second = expectations.trying(KEY, ANN, 2);
        long early = expectations.begin();
        expectations.acknowledged(second);
        long late = expectations.begin();

        assertThat(mismatches(early, new Sighting(KEY, ANN, 1))).isEmpty();
        assertThat(mismatches(early, new Sighting(KEY, ANN, 2))).isEmpty();
        assertThat(mismatches(late, new Sighting(KEY, ANN, 1))).hasSize(1);
    }

    @Test
    void anAttemptThatFailedStaysPossibleUntilALaterOneIsAcknowledged() {
        acknowledge(KEY, ANN, 1);
        expectations.trying(KEY, ANN, 2);
        assertThat(mismatches(expectations.begin(), new Sighting(KEY, ANN, 2))).isEmpty();
        assertThat(mismatches(expectations.begin(), new Sighting(KEY, ANN, 1))).isEmpty();

        acknowledge(KEY, ANN, 3);
        assertThat(mismatches(expectations.begin(), new Sighting(KEY, ANN, 2))).hasSize(1);
    }

    @Test
    void whatWasTakenBackMustNotBeFound() {
        acknowledge(KEY, ANN, 1);
        acknowledge(KEY, ANN, Expectations.ABSENT);

        assertThat(mismatches(expectations.begin())).isEmpty();
        assertThat(mismatches(expectations.begin(), new Sighting(KEY, ANN, 1))).hasSize(1);
    }

    @Test
    void whatNobodyFiledOrNobodyAskedForIsWrong() {
        acknowledge(KEY, ANN, 1);
        acknowledge(key("c"), ANN, 2);
        long begun = expectations.begin();
        Sighting right = new Sighting(KEY, ANN, 1);

        assertThat(mismatches(begun, right)).isEmpty();
        assertThat(mismatches(begun, right, new Sighting(KEY, BOB, 1))).hasSize(1);
        assertThat(mismatches(begun, right, new Sighting(key("c"), ANN, 2))).isNotEmpty();
        assertThat(mismatches(begun, right, right)).isNotEmpty();
    }

    private void acknowledge(Key key, PeerId publisher, long version) {
        expectations.acknowledged(expectations.trying(key, publisher, version));
    }

    private List<String> mismatches(long begun, Sighting... found) {
        return expectations.mismatches(KeyRange.prefix(KEY), begun, List.of(found));
    }

    private static Key key(String text) {
        return Key.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
