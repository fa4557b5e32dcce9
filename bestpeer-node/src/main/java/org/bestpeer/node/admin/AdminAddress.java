package org.bestpeer.node.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.bestpeer.overlay.PeerAddress;

/**
 * Where a node serves its administration, left in its data directory as {@code admin.address}, so that commands on the same
 * machine find it whatever port it picked.
 */
public final class AdminAddress {
    private static final String FILE_NAME = "admin.address";

    private AdminAddress() {}

    /** Called by a node once it listens. */
    public static void write(Path data, PeerAddress address) throws IOException {
        Files.writeString(data.resolve(FILE_NAME), address + "\n");
    }

    /** The address, if a node ever ran on that directory. */
    public static Optional<PeerAddress> read(Path data) throws IOException {
        Path file = data.resolve(FILE_NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(PeerAddress.parse(Files.readString(file).strip()));
        } catch (IllegalArgumentException e) {
            throw new IOException("not an address: " + file, e);
        }
    }
}
