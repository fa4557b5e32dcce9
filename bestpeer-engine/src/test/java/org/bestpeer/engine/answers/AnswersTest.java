package org.bestpeer.engine.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Scripts of statements and their answers, over one owner and over three. A statement ends at a line {@code ----}
 * (rows in any order) or {@code ---- ordered}; a blank line ends the answer. A line that begins with {@code !} is a
 * SQLState and a message.
 */
class AnswersTest {
    private static final String END = "----";

    /** A statement and its answer. */
    private record Case(String sql, boolean ordered, List<String> answer) {}

    private static List<Path> scripts() {
        try (Stream<Path> files =
                Files.list(Path.of(AnswersTest.class.getResource("/answers").toURI()))) {
            return files.filter(file -> file.toString().endsWith(".test"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Case> cases(Path script) {
        List<Case> cases = new ArrayList<>();
        try {
            for (String block : Files.readString(script).split("\n\n+")) {
                String text =
                        block.lines().filter(line -> !line.startsWith("#")).reduce("", (a, b) -> a + b + "\n");
                int end = text.indexOf(END);
                if (end >= 0) {
                    String[] answer = text.substring(end).split("\n");
                    List<String> rows = Arrays.asList(answer).subList(1, answer.length);
                    cases.add(new Case(text.substring(0, end).strip(), answer[0].endsWith("ordered"), rows));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cases;
    }

    @TestFactory
    Stream<DynamicContainer> answersAsWritten() {
        SplitWorld one = new SplitWorld(1);
        SplitWorld three = new SplitWorld(3);
        return scripts().stream()
                .map(script -> DynamicContainer.dynamicContainer(
                        script.getFileName().toString(),
                        cases(script).stream()
                                .map(c -> DynamicTest.dynamicTest(c.sql, () -> {
                                    check(c, one);
                                    check(c, three);
                                }))));
    }

    @Test
    void readsTheClockOfTheSession() {
        SplitWorld tokyo = new SplitWorld(3, ZoneId.of("Asia/Tokyo"));

        assertThat(tokyo.answer("select current_date, localtimestamp, current_time(0) from t where id = 1"))
                .containsExactly("2026-04-01|2026-04-01 07:30:15.123456|07:30:15");
        assertThat(tokyo.answer("explain select id from t where dt < current_date")
                        .toString())
                .contains("DATE '2026-04-01'")
                .doesNotContain("?");
    }

    @Test
    void runsAWindowWhereTheRowsAre() {
        String query = "explain select id, sum(n) over (partition by g order by id) from t";

        assertThat(new SplitWorld(1).answer(query).toString())
                .contains("SUM(t1.n) OVER (PARTITION BY t1.g ORDER BY t1.id RANGE BETWEEN UNBOUNDED PRECEDING");
        assertThat(new SplitWorld(3).answer(query).toString()).contains("window ", "gather fragment 0 from 3 owners");
    }

    @Test
    void showsWhatRunsForEachRow() {
        String query = "explain select id, (select rank() over (order by k) from u where u.id = t.id) from t";

        assertThat(new SplitWorld(3).answer(query).toString())
                .contains("apply (scalar) the second to each row of the first, once for equal id")
                .contains("gather fragment 0 from 3 owners", "gather fragment 1 from 3 owners");
    }

    @Test
    void whatRunsForEachRowStaysWithinItsMemory() {
        SplitWorld world = new SplitWorld(3);
        world.memory = 3000;

        assertThat(world.answer("select a.id, x.r from t a, lateral"
                        + " (select rank() over (order by b.s) r from t b where b.id <> a.id) x"))
                .singleElement()
                .asString()
                .startsWith("!54000 query needs more than");
    }

    @Test
    void aWindowStaysWithinItsMemory() {
        SplitWorld world = new SplitWorld(3);
        world.memory = 1000;

        assertThat(world.answer("select id, rank() over (order by s) from t"))
                .singleElement()
                .asString()
                .startsWith("!54000 query needs more than");
    }

    private static void check(Case expected, SplitWorld world) {
        List<String> answer = world.answer(expected.sql);
        if (expected.ordered) {
            assertThat(answer).isEqualTo(expected.answer);
        } else {
            assertThat(answer).containsExactlyInAnyOrderElementsOf(expected.answer);
        }
    }
}
