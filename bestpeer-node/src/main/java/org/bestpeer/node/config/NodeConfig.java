package org.bestpeer.node.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.bestpeer.overlay.PeerAddress;

/**
 * The settings of one node, each checked. Later sources win: defaults, file, environment, {@code --set}.
 *
 * @param role kind of node
 * @param values as written, for every key
 */
public record NodeConfig(Role role, Map<ConfigKey, String> values) {
    /** Variables with our prefix that are no settings. */
    private static final Set<String> RESERVED =
            Set.of("BESTPEER_PASSWORD", "BESTPEER_JAVA_OPTS", "BESTPEER_DEBUG", "BESTPEER_ADMIN_TOKEN_FILE");

    private static final Map<String, ConfigKey> BY_KEY = Arrays.stream(ConfigKey.values())
            .collect(Collectors.toMap(ConfigKey::key, k -> k, (a, b) -> a, TreeMap::new));

    public NodeConfig {
        values = Map.copyOf(values);
    }

    /** All defaults. */
    public static NodeConfig defaults(Role role) {
        return load(role, Optional.empty(), List.of(), Map.of());
    }

    /**
     * Reads the settings of a node.
     *
     * @param settings {@code key=value}
     * @param environment of the process
     * @throws ConfigException if a key is unknown or a value is not what its key takes
     */
    public static NodeConfig load(
            Role role, Optional<Path> file, List<String> settings, Map<String, String> environment) {
        Map<ConfigKey, String> values = new EnumMap<>(ConfigKey.class);
        for (ConfigKey key : ConfigKey.values()) {
            values.put(key, key.defaultFor(role));
        }
        file.ifPresent(path -> readFile(path, values));
        readEnvironment(environment, values);
        values.putAll(settings(settings));
        return new NodeConfig(role, values);
    }

    /**
     * Reads settings of a command line.
     *
     * @param settings {@code key=value}
     * @throws ConfigException if a key is unknown or a value is not what its key takes
     */
    public static Map<ConfigKey, String> settings(List<String> settings) {
        Map<ConfigKey, String> values = new EnumMap<>(ConfigKey.class);
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new ConfigException("not a setting: '%s'; write --set key=value".formatted(setting));
            }
            put(
                    values,
                    setting.substring(0, equals).strip(),
                    setting.substring(equals + 1).strip(),
                    "--set");
        }
        return values;
    }

    /** The same settings but for one. */
    public NodeConfig with(ConfigKey key, String value) {
        Map<ConfigKey, String> changed = new EnumMap<>(values);
        put(changed, key.key(), value, "this program");
        return new NodeConfig(role, changed);
    }

    private static void readFile(Path file, Map<ConfigKey, String> values) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException("cannot read the configuration file %s".formatted(file), e);
        }
        for (String key : properties.stringPropertyNames()) {
            put(values, key, properties.getProperty(key).strip(), file.toString());
        }
    }

    private static void readEnvironment(Map<String, String> environment, Map<ConfigKey, String> values) {
        Map<String, ConfigKey> byVariable =
                Arrays.stream(ConfigKey.values()).collect(Collectors.toMap(ConfigKey::variable, k -> k));
        environment.forEach((variable, value) -> {
            ConfigKey key = byVariable.get(variable);
            if (key != null) {
                put(values, key.key(), value.strip(), "the environment");
            } else if (variable.startsWith("BESTPEER_") && !RESERVED.contains(variable)) {
                throw new ConfigException("the environment sets the unknown %s; did you mean %s?"
                        .formatted(variable, Nearest.to(variable, byVariable.keySet())));
            }
        });
    }

    private static void put(Map<ConfigKey, String> values, String name, String value, String source) {
        ConfigKey key = BY_KEY.get(name);
        if (key == null) {
            throw new ConfigException("%s sets the unknown key '%s'; did you mean '%s'?"
                    .formatted(source, name, Nearest.to(name, BY_KEY.keySet())));
        }
        try {
            key.type().check(value);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ConfigException(
                    "%s sets %s to '%s'; it takes %s"
                            .formatted(source, key.key(), value, key.type().form()),
                    e);
        }
        values.put(key, value);
    }

    public String text(ConfigKey key) {
        return values.getOrDefault(key, key.defaultFor(role));
    }

    public PeerAddress address(ConfigKey key) {
        return PeerAddress.parse(text(key));
    }

    /** The address, unless it is left empty. */
    public Optional<PeerAddress> optionalAddress(ConfigKey key) {
        return text(key).isEmpty() ? Optional.empty() : Optional.of(address(key));
    }

    public Duration duration(ConfigKey key) {
        return KeyType.duration(text(key));
    }

    /** Bytes. */
    public long size(ConfigKey key) {
        return KeyType.size(text(key));
    }

    /** Bytes; a share is one of this process's heap. */
    public long memory(ConfigKey key) {
        return KeyType.memory(text(key));
    }

    public Set<String> names(ConfigKey key) {
        return KeyType.names(text(key));
    }

    public boolean isTrue(ConfigKey key) {
        return Boolean.parseBoolean(text(key));
    }

    public Set<SentAlong> sentAlong(ConfigKey key) {
        return SentAlong.read(text(key));
    }

    public int count(ConfigKey key) {
        return KeyType.count(text(key));
    }
}
