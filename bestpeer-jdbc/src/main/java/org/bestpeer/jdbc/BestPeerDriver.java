package org.bestpeer.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Logger;
import org.apache.calcite.avatica.AvaticaConnection;
import org.apache.calcite.avatica.AvaticaFactory;
import org.apache.calcite.avatica.DriverVersion;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.UnregisteredDriver;
import org.jspecify.annotations.Nullable;

/** JDBC driver for URLs of the form {@code jdbc:bestpeer://HOST:PORT[,HOST:PORT…]/NETWORK[?property=value&…]}. */
public final class BestPeerDriver extends UnregisteredDriver {
    private static final String DEFAULT_VERSION = "0.1.0";

    static {
        try {
            DriverManager.registerDriver(new BestPeerDriver());
        } catch (SQLException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** For {@link java.util.ServiceLoader} and tools that name the class. */
    public BestPeerDriver() {}

    @Override
    protected AvaticaFactory createFactory() {
        return new BestPeerFactory();
    }

    @Override
    protected DriverVersion createDriverVersion() {
        String version = Optional.ofNullable(BestPeerDriver.class.getPackage().getImplementationVersion())
                .orElse(DEFAULT_VERSION);
        String[] numbers = version.split("[.-]");
        int major = Integer.parseInt(numbers[0]);
        int minor = Integer.parseInt(numbers[1]);
        return new DriverVersion(
                "BestPeer JDBC Driver", version, "BestPeer", version, false, major, minor, major, minor);
    }

    @Override
    protected String getConnectStringPrefix() {
        return ConnectionUrl.PREFIX;
    }

    @Override
    public boolean acceptsURL(@Nullable String url) {
        return url != null && url.startsWith(ConnectionUrl.PREFIX);
    }

    @Override
    public @Nullable Connection connect(@Nullable String url, @Nullable Properties info) throws SQLException {
        if (url == null || !acceptsURL(url)) {
            return null;
        }
        ConnectionUrl parsed = ConnectionUrl.parse(url, info == null ? new Properties() : info);
        return CleanCalls.call(() -> {
            // Avatica sees these properties only: none that names a class.
            Properties own = new Properties();
            parsed.get(UrlProperty.TIME_ZONE).ifPresent(zone -> own.setProperty("timeZone", zone));
            BestPeerConnection connection = new BestPeerConnection(this, factory, own, parsed);
            connection.openAtPeer();
            return connection;
        });
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(@Nullable String url, @Nullable Properties info) {
        Properties given = info == null ? new Properties() : info;
        return Arrays.stream(UrlProperty.values())
                .map(property -> describe(property, given))
                .toArray(DriverPropertyInfo[]::new);
    }

    private static DriverPropertyInfo describe(UrlProperty property, Properties given) {
        String value = property.isSecret()
                ? null
                : given.getProperty(property.key(), property.standard().isEmpty() ? null : property.standard());
        DriverPropertyInfo description = new DriverPropertyInfo(property.key(), value);
        description.description = property.description();
        description.required = property == UrlProperty.USER || property == UrlProperty.PASSWORD;
        description.choices =
                property.choices().isEmpty() ? null : property.choices().toArray(new String[0]);
        return description;
    }

    @Override
    public Meta createMeta(AvaticaConnection connection) {
        return new GatewayMeta(connection);
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("org.bestpeer.jdbc");
    }
}
