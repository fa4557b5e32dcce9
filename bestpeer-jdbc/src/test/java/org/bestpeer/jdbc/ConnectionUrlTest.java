package org.bestpeer.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionUrlTest {
    @Test
    void readsHostsNetworkAndProperties() throws SQLException {
        ConnectionUrl url = ConnectionUrl.parse(
                "jdbc:bestpeer://a.example:1,[::1]:2,b/tpch?user=anna&password=a%2Bb%26+&FETCHSIZE=7&sslFingerprint=x",
                new Properties());

        assertThat(url.hosts())
                .isEqualTo(List.of(new PeerHost("a.example", 1), new PeerHost("::1", 2), new PeerHost("b", 7490)));
        assertThat(url.network()).isEqualTo("tpch");
        assertThat(url.get(UrlProperty.PASSWORD)).contains("a+b&+");
        assertThat(url.number(UrlProperty.FETCH_SIZE)).isEqualTo(7);
        assertThat(url.number(UrlProperty.CONNECT_TIMEOUT)).isEqualTo(10);
        assertThat(url).hasToString("jdbc:bestpeer://a.example:1,[::1]:2,b:7490/tpch");
    }

    @Test
    void propertiesOverrideTheUrlAndStrangersAreIgnored() throws SQLException {
        Properties info = new Properties();
        info.setProperty("user", "otto");
        info.setProperty("httpclient_impl", "evil.Class");

        ConnectionUrl url = ConnectionUrl.parse("jdbc:bestpeer://localhost/tpch?user=anna", info);

        assertThat(url.get(UrlProperty.USER)).contains("otto");
        assertThat(url.properties()).hasSize(1);
    }

    @Test
    void usesTlsUnlessTheHostIsThisMachine() throws SQLException {
        assertThat(tls("jdbc:bestpeer://far.example/t")).isTrue();
        assertThat(tls("jdbc:bestpeer://localhost/t")).isFalse();
        assertThat(tls("jdbc:bestpeer://127.0.0.1/t")).isFalse();
        assertThat(tls("jdbc:bestpeer://127.0.0.1.evil.example/t")).isTrue();
        assertThat(tls("jdbc:bestpeer://localhost/t?ssl=true")).isTrue();
        assertThat(tls("jdbc:bestpeer://localhost/t?sslRootCert=ca.pem")).isTrue();
        assertThat(tls("jdbc:bestpeer://localhost/t?sslRootCert=ca.pem&ssl=false"))
                .isFalse();
    }

    private static boolean tls(String text) throws SQLException {
        ConnectionUrl url = ConnectionUrl.parse(text, new Properties());
        return url.usesTls(url.hosts().get(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:bestpeer:localhost/t | 08001 | must have the form",
                "jdbc:bestpeer://localhost | 08001 | names no network",
                "jdbc:bestpeer://localhost/ | 08001 | names no network",
                "jdbc:bestpeer://localhost/T/x | 3D000 | not the name of a network",
                "jdbc:bestpeer:///t | 08001 | not a host and port",
                "jdbc:bestpeer://anna:geheim@localhost/t | 08001 | port in the URL",
                "jdbc:bestpeer://localhost:99999/t | 08001 | port in the URL",
                "jdbc:bestpeer://localhost:x/t | 08001 | port in the URL",
                "jdbc:bestpeer://localhost/t?usr=a | 08001 | unknown property usr in the URL; the nearest known is user",
                "jdbc:bestpeer://localhost/t?httpclient_impl=X | 08001 | unknown property",
                "jdbc:bestpeer://localhost/t?user | 08001 | property=value",
                "jdbc:bestpeer://localhost/t?user=%zz | 08001 | percent sign",
                "jdbc:bestpeer://localhost/t?ssl=maybe | 08001 | must be true or false",
                "jdbc:bestpeer://localhost/t?fetchSize=-1 | 08001 | must be a number",
                "jdbc:bestpeer://localhost/t?partialResults=yes | 08001 | must be true or false",
                "jdbc:bestpeer://far.example/t?ssl=false | 08001 | only for this machine",
                "jdbc:bestpeer:embedded:x | 0A000 | embedded",
                "jdbc:bestpeer://localhost/t?sslFingerprint=12 | 08001 | sslFingerprint",
                "jdbc:bestpeer://localhost/t?sslRootCert=/no/such/file | 08001 | sslRootCert"
            })
    void saysWhatIsWrong(String url, String sqlState, String message) {
        assertThatThrownBy(() -> DriverManager.getConnection(url, "anna", "geheim"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(sqlState))
                .hasMessageContaining(message)
                .message()
                .doesNotContain("geheim");
    }

    @Test
    void leavesOtherDriversUrlsAlone() throws SQLException {
        BestPeerDriver driver = new BestPeerDriver();
        assertThat(driver.acceptsURL("jdbc:postgresql://localhost/x")).isFalse();
        assertThat(driver.connect("jdbc:postgresql://localhost/x", new Properties()))
                .isNull();
        assertThat(driver.acceptsURL("jdbc:bestpeer://localhost/x")).isTrue();
    }

    @Test
    void describesItsProperties() {
        Properties given = new Properties();
        given.setProperty("user", "anna");
        given.setProperty("password", "geheim");

        DriverPropertyInfo[] described = new BestPeerDriver().getPropertyInfo("jdbc:bestpeer://localhost/x", given);

        assertThat(described).hasSize(UrlProperty.values().length).allSatisfy(p -> assertThat(p.description)
                .isNotBlank());
        assertThat(Arrays.stream(described).filter(p -> p.name.equals("ssl")).findFirst())
                .hasValueSatisfying(p -> assertThat(p.choices).containsExactly("true", "false"));
        assertThat(described).extracting(p -> p.value).contains("anna").doesNotContain("geheim");
    }
}
