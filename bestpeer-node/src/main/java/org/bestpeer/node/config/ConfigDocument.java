package org.bestpeer.node.config;

/** Writes {@code docs/configuration.md}; a test compares the file with it. */
final class ConfigDocument {
    private ConfigDocument() {}

    static String text() {
        StringBuilder text = new StringBuilder(
                """
                # Configuration

                `./bestpeer bootstrap` and `./bestpeer peer` read settings from, later ones winning:

                1. the defaults below;
                2. the file given by `--config FILE`: lines of `key=value`, UTF-8, `#` starts a comment;
                3. the environment: `peer.listen` is `BESTPEER_PEER_LISTEN`, `index.promise` is `BESTPEER_INDEX_PROMISE`;
                4. the command line: `--set key=value`, as often as needed.

                An unknown key is an error that names the nearest known one. Passwords and tokens are never settings: they come
                from a file, a prompt, or `BESTPEER_PASSWORD`.

                | key | takes | default of a bootstrap | default of a peer | meaning |
                |---|---|---|---|---|
                """);
        for (ConfigKey key : ConfigKey.values()) {
            text.append("| `%s` | %s | %s | %s | %s |\n"
                    .formatted(
                            key.key(),
                            key.type().form(),
                            shown(key.defaultFor(Role.BOOTSTRAP)),
                            shown(key.defaultFor(Role.PEER)),
                            key.doc()));
        }
        return text.toString();
    }

    private static String shown(String value) {
        return value.isEmpty() ? "–" : "`" + value + "`";
    }
}
