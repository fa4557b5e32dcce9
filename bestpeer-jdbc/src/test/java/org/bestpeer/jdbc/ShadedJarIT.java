package org.bestpeer.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShadedJarIT {
    private static final long MAX_BYTES = 8_000_000;

    private static Path jar() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(f -> f.getFileName().toString().matches("bestpeer-jdbc-[0-9].*\\.jar"))
                    .filter(f -> !f.toString().contains("sources"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void worksAloneInAnIsolatedClassLoader() throws Exception {
        int closedPort;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closedPort = socket.getLocalPort();
        }
        try (URLClassLoader alone =
                new URLClassLoader(new URL[] {jar().toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            Driver driver = ServiceLoader.load(Driver.class, alone).stream()
                    .map(ServiceLoader.Provider::get)
                    .filter(d -> d.getClass().getName().equals("org.bestpeer.jdbc.BestPeerDriver"))
                    .findFirst()
                    .orElseThrow();

            assertThat(driver.getClass().getClassLoader()).isSameAs(alone);
            assertThat(driver.acceptsURL("jdbc:bestpeer://localhost/tpch")).isTrue();
            assertThatThrownBy(
                            () -> driver.connect("jdbc:bestpeer://localhost:" + closedPort + "/tpch", new Properties()))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"))
                    .hasMessageContaining("localhost:" + closedPort)
                    .hasMessageContaining("connection refused");
        }
    }

    @Test
    void isSmallAndKeepsEverythingUnderItsOwnName() throws Exception {
        assertThat(Files.size(jar())).isLessThan(MAX_BYTES);
        try (JarFile file = new JarFile(jar().toFile())) {
            List<String> strangers = file.stream()
                    .map(e -> e.getName())
                    .filter(n -> n.endsWith(".class") && !n.startsWith("org/bestpeer/jdbc/"))
                    .toList();
            assertThat(strangers).isEmpty();
            assertThat(file.getManifest().getMainAttributes().getValue("Implementation-Version"))
                    .isNotBlank();
        }
    }
}
