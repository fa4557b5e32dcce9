package org.bestpeer.node.tpch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Text files that come with the program. */
final class TpchResources {
    private TpchResources() {}

    static String text(String name) {
        try (InputStream in = TpchResources.class.getResourceAsStream("/tpch/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no such TPC-H resource: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read TPC-H resource " + name, e);
        }
    }
}
