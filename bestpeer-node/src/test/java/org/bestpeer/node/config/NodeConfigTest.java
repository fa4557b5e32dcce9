package org.bestpeer.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bestpeer.overlay.PeerAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeConfigTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void hasTheStandardPorts() {
        NodeConfig bootstrap = NodeConfig.defaults(Role.BOOTSTRAP);
        NodeConfig peer = NodeConfig.defaults(Role.PEER);
        assertThat(bootstrap.address(ConfigKey.PEER_LISTEN).port()).isEqualTo(7400);
        assertThat(bootstrap.address(ConfigKey.CONSOLE_LISTEN).port()).isEqualTo(7480);
        assertThat(peer.address(ConfigKey.PEER_LISTEN).port()).isEqualTo(7410);
        assertThat(peer.address(ConfigKey.FRONT_LISTEN).port()).isEqualTo(7490);
        assertThat(peer.duration(ConfigKey.INDEX_PROMISE)).isEqualTo(Duration.ofSeconds(3));
        assertThat(peer.optionalAddress(ConfigKey.PEER_ADVERTISE)).isEmpty();
        assertThat(peer.size(ConfigKey.LIMITS_QUERY_MEMORY)).isEqualTo(256L << 20);
    }

    @Test
    void letsNobodyChangeRowsUnlessNamed() {
        NodeConfig peer = NodeConfig.defaults(Role.PEER);
        assertThat(peer.names(ConfigKey.SHARE_WRITERS)).isEmpty();
        assertThat(peer.with(ConfigKey.SHARE_WRITERS, "ann, bob").names(ConfigKey.SHARE_WRITERS))
                .containsExactlyInAnyOrder("ann", "bob");
        assertThatThrownBy(() -> KeyType.NAMES.check("ann,,bob")).hasMessage("a name is missing");
    }

    @Test
    void letsLaterSourcesWin() throws IOException {
        Path file = Files.writeString(
                directory.resolve("node.properties"),
                "# ours\npeer.listen = file:1\nfront.listen=file:2\nquery.timeout=5m\n");
        NodeConfig config = NodeConfig.load(
                Role.PEER,
                Optional.of(file),
                List.of("front.listen=set:4"),
                Map.of("BESTPEER_FRONT_LISTEN", "env:3", "BESTPEER_PEER_LISTEN", "env:3", "PATH", "/bin"));
        assertThat(config.address(ConfigKey.PEER_LISTEN)).isEqualTo(new PeerAddress("env", 3));
        assertThat(config.address(ConfigKey.FRONT_LISTEN)).isEqualTo(new PeerAddress("set", 4));
        assertThat(config.duration(ConfigKey.QUERY_TIMEOUT)).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.with(ConfigKey.PEER_LISTEN, "x:0")
                        .address(ConfigKey.PEER_LISTEN)
                        .port())
                .isZero();
    }

    @Test
    void namesTheNearestKeyForAnUnknownOne() throws IOException {
        fails(
                List.of("peer.lisen=x:1"),
                Map.of(),
                "--set sets the unknown key 'peer.lisen'; did you mean 'peer.listen'?");
        fails(List.of(), Map.of("BESTPEER_INDEX_PROMIS", "x"), "did you mean BESTPEER_INDEX_PROMISE?");
        Path file = Files.writeString(directory.resolve("node.properties"), "index.promis=3s\n");
        assertThatThrownBy(() -> NodeConfig.load(Role.PEER, Optional.of(file), List.of(), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("did you mean 'index.promise'?");
    }

    @Test
    void saysWhatAKeyTakes() {
        fails(List.of("peer.listen=nowhere"), Map.of(), "peer.listen to 'nowhere'; it takes HOST:PORT");
        fails(List.of("index.promise=3"), Map.of(), "it takes a time such as");
        fails(List.of("limits.query-memory=1t"), Map.of(), "it takes a size");
        fails(List.of("limits.sessions=0"), Map.of(), "it takes a whole number above 0");
        fails(List.of("index.wait=maybe"), Map.of(), "it takes true or false");
        fails(List.of("query.send-along=keys,columns"), Map.of(), "it takes keys, rows");
        fails(List.of("peer.listen"), Map.of(), "write --set key=value");
        assertThatThrownBy(() -> NodeConfig.load(Role.PEER, Optional.of(directory.resolve("no")), List.of(), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("cannot read the configuration file");
    }

    @Test
    void measuresDistanceBetweenWords() {
        assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Nearest.distance("", "abc")).isEqualTo(3);
        assertThat(Nearest.distance("same", "same")).isZero();
    }

    @Test
    void isDocumentedKeyByKey() throws IOException {
        assertThat(Files.readString(Path.of("../docs/configuration.md")))
                .as("docs/configuration.md must be this text")
                .isEqualTo(ConfigDocument.text());
    }

    private static void fails(List<String> settings, Map<String, String> environment, String message) {
        assertThatThrownBy(() -> NodeConfig.load(Role.PEER, Optional.empty(), settings, environment))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }
}
