package org.bestpeer.node.loader;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the line that is not UTF-8, after reading has stumbled over it. */
final class Utf8Check {
    private Utf8Check() {}

    static long firstMalformedLine(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            long number = 1;
            for (int b = in.read(); b >= 0; b = in.read()) {
                line.write(b);
                if (b == '\n') {
                    if (isMalformed(line)) {
                        return number;
                    }
                    line.reset();
                    number++;
                }
            }
            return number;
        }
    }

    private static boolean isMalformed(ByteArrayOutputStream line) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line.toByteArray()));
            return false;
        } catch (CharacterCodingException e) {
            return true;
        }
    }
}
