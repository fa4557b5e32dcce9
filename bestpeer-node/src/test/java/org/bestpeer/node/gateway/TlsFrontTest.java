package org.bestpeer.node.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsFrontTest {
    @Test
    void acceptsThePinnedCaByAnyAddressAndTheRootFileByName(@TempDir Path folder) throws Exception {
        TestTls tls = new TestTls(-1, 30);
        Path pem = Files.writeString(folder.resolve("ca.pem"), tls.pem());
        try (TestFront front = new TestFront(Optional.of(tls.server))) {
            front.queries.onNumbers("numbers", 2_500);
            String pinned = front.url("?sslFingerprint=" + tls.fingerprint());
            assertThat(count(pinned)).isEqualTo(2_500);
            assertThat(count(pinned.replace("localhost", "127.0.0.1"))).isEqualTo(2_500);
            assertThat(count(front.url("?sslRootCert=" + pem))).isEqualTo(2_500);
            assertThat(count(front.url())).as("without TLS on the same port").isEqualTo(2_500);
            refused(
                    front.url("?sslRootCert=" + pem).replace("localhost", "127.0.0.1"),
                    "its certificate is not trusted");
        }
    }

    @Test
    void refusesWhatIsNotSignedByThePinnedCa() throws Exception {
        try (TestFront front = new TestFront(Optional.of(new TestTls(-1, 30).server))) {
            refused(
                    front.url("?sslFingerprint=" + new TestTls(-1, 30).fingerprint()),
                    "its certificate is not trusted");
            refused(front.url("?ssl=true"), "its certificate is not trusted");
        }
    }

    @Test
    void refusesAnExpiredCertificateOfThePinnedCa() throws Exception {
        TestTls tls = new TestTls(-10, -1);
        try (TestFront front = new TestFront(Optional.of(tls.server))) {
            refused(front.url("?sslFingerprint=" + tls.fingerprint()), "its certificate is not trusted");
        }
    }

    @Test
    void saysThatAPortDoesNotSpeakTls() throws Exception {
        try (TestFront front = new TestFront()) {
            refused(front.url("?ssl=true"), "");
        }
    }

    private static void refused(String url, String reason) {
        assertThatThrownBy(() -> TestFront.connect(url))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"))
                .hasMessageStartingWith("cannot reach ")
                .hasMessageContaining(reason);
    }

    private static int count(String url) throws SQLException {
        try (Connection connection = TestFront.connect(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("numbers")) {
            int count = 0;
            while (rows.next()) {
                count++;
            }
            return count;
        }
    }
}
