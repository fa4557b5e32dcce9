package org.bestpeer.node.store;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;

/**
 * What the store must hold at least, in a file of its own: version, number of rows and checksum of each table. The
 * database cannot tell by itself that the end of its log is missing.
 */
final class Manifest {
    private static final String FILE = "manifest";

    private final StoreDirectory directory;

    Manifest(StoreDirectory directory) {
        this.directory = directory;
    }

    private record Entry(long version, long rows, long checksum) {}

    void write(Collection<StoredTable> tables) throws IOException {
        StringBuilder text = new StringBuilder();
        for (StoredTable table : tables) {
            text.append(URLEncoder.encode(table.name(), StandardCharsets.UTF_8)).append(' ');
            text.append(table.version())
                    .append(' ')
                    .append(table.sketch().rows())
                    .append(' ');
            text.append(Long.toHexString(table.sketch().checksum())).append('\n');
        }
        directory.replace(FILE, text + digest(text.toString()) + "\n");
    }

    /** Refuses a store that holds less than was promised. */
    void check(Map<String, StoredTable> tables) throws IOException {
        for (Map.Entry<String, Entry> promise : read().entrySet()) {
            StoredTable found = tables.get(promise.getKey());
            Entry expected = promise.getValue();
            // A crash between the commit and the writing of the manifest leaves the store one version ahead.
            boolean kept = found != null
                    && (found.version() > expected.version()
                            || (found.version() == expected.version()
                                    && found.sketch().rows() == expected.rows()
                                    && found.sketch().checksum() == expected.checksum()));
            if (!kept) {
                throw damaged("load version %d of table %s (%d rows) is missing"
                        .formatted(expected.version(), promise.getKey(), expected.rows()));
            }
        }
    }

    BestPeerException damaged(String what) {
        return new BestPeerException(
                ErrorCode.INTERNAL,
                "store %s is damaged: %s; restore a backup, or move the directory away and load again"
                        .formatted(directory.path(), what));
    }

    private Map<String, Entry> read() throws IOException {
        Path file = directory.path().resolve(FILE);
        if (!Files.exists(file)) {
            return Map.of();
        }
        String text = Files.readString(file);
        int end = text.lastIndexOf('\n', text.length() - 2) + 1;
        if (!text.substring(end).trim().equals(digest(text.substring(0, end)))) {
            throw damaged("file " + file.getFileName() + " was changed");
        }
        Map<String, Entry> entries = new TreeMap<>();
        for (String line : text.substring(0, end).lines().toList()) {
            String[] parts = line.split(" ", -1);
            entries.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    new Entry(
                            Long.parseLong(parts[1]), Long.parseLong(parts[2]), Long.parseUnsignedLong(parts[3], 16)));
        }
        return entries;
    }

    private static String digest(String text) {
        return Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString();
    }
}
