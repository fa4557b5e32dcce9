package org.bestpeer.node.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bestpeer.node.admin.AdminException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserStoreTest {
    private static final char[] PASSWORD = "correct horse ä".toCharArray();

    @TempDir
    Path directory = Path.of("");

    private final AtomicLong nanos = new AtomicLong();
    private UserStore users;

    @BeforeEach
    void open() {
        users = UserStore.open(directory, new SecureRandom(), nanos::get);
    }

    @AfterEach
    void close() {
        users.close();
    }

    @Test
    void letsInWhoHasThePasswordAndNobodyElse() {
        users.create("ann", PASSWORD);
        assertThat(users.authenticate("ann", PASSWORD)).isTrue();
        assertThat(users.authenticate("ann", "correct horse a".toCharArray())).isFalse();
        assertThat(users.authenticate("ann", new char[0])).isFalse();
        assertThat(users.authenticate("bob", PASSWORD)).isFalse();
        assertThat(users.authenticate("ANN' OR '1'='1", PASSWORD)).isFalse();
    }

    @Test
    void remembersAccountsOverARestartAndNoPasswords() throws IOException {
        users.create("ann", PASSWORD);
        users.close();
        open();
        assertThat(users.authenticate("ann", PASSWORD)).isTrue();
        for (String file : new String[] {"records.script", "records.log", "records.data"}) {
            Path path = directory.resolve(file);
            if (Files.exists(path)) {
                assertThat(Files.readString(path, StandardCharsets.ISO_8859_1)).doesNotContain("correct horse");
            }
        }
    }

    @Test
    void doesNotHashAgainForALoginOfAMomentAgo() {
        users.create("ann", PASSWORD);
        users.authenticate("ann", PASSWORD);
        assertThat(fastest(() -> users.authenticate("ann", PASSWORD))).isLessThan(Duration.ofMillis(8));
        assertThat(fastest(() -> users.authenticate("ann", "wrong password".toCharArray())))
                .isGreaterThan(Duration.ofMillis(8));
        nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        assertThat(once(() -> users.authenticate("ann", PASSWORD))).isGreaterThan(Duration.ofMillis(8));
    }

    @Test
    void doesTheSameWorkForUnknownUsers() {
        assertThat(fastest(() -> users.authenticate("nobody", PASSWORD))).isGreaterThan(Duration.ofMillis(8));
    }

    @Test
    void forgetsARecentLoginWithItsUser() {
        users.create("ann", PASSWORD);
        assertThat(users.authenticate("ann", PASSWORD)).isTrue();
        users.remove("ann");
        assertThat(users.authenticate("ann", PASSWORD)).isFalse();
        users.create("ann", "another password".toCharArray());
        assertThat(users.authenticate("ann", PASSWORD)).isFalse();
    }

    @Test
    void listsCreatesAndRemovesByTheRules() {
        users.create("zoe", PASSWORD);
        users.create("ann", PASSWORD);
        assertThat(users.list()).containsExactly("ann", "zoe");
        refuses("exists already", () -> users.create("ann", PASSWORD));
        refuses("not a user name", () -> users.create("Ann", PASSWORD));
        refuses("8 to 1024 characters", () -> users.create("bob", "short".toCharArray()));
        refuses("there is no user bob", () -> users.remove("bob"));
    }

    private static void refuses(String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(AdminException.class).hasMessageContaining(message);
    }

    private static Duration fastest(Runnable work) {
        Duration best = once(work);
        for (int i = 0; i < 4; i++) {
            Duration time = once(work);
            best = time.compareTo(best) < 0 ? time : best;
        }
        return best;
    }

    private static Duration once(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
