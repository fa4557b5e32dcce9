package org.bestpeer.node.admin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.bestpeer.node.records.OwnerOnlyFile;

/**
 * What an administrator shows to a node: a secret, and the fingerprint of the CA that signs the node's HTTPS
 * certificate. Two lines of an owner-only file.
 *
 * @param secret 256 random bits
 * @param fingerprint {@code sha256:} and 64 hexadecimal digits
 */
public record AdminToken(String secret, String fingerprint) {
    /** Name of the file in a node's data directory. */
    public static final String FILE_NAME = "admin.token";

    private static final Pattern FINGERPRINT = Pattern.compile("sha256:[0-9a-f]{64}");

    public AdminToken {
        if (secret.length() < 32 || !FINGERPRINT.matcher(fingerprint).matches()) {
            throw new IllegalArgumentException("not an admin token");
        }
    }

    /** Reads the token of a data directory, or makes one; a changed CA is written down, the secret stays. */
    public static AdminToken openOrCreate(Path data, String fingerprint, SecureRandom random) throws IOException {
        Path file = data.resolve(FILE_NAME);
        AdminToken token;
        if (Files.exists(file)) {
            token = new AdminToken(read(file).secret(), fingerprint);
        } else {
            byte[] secret = new byte[32];
            random.nextBytes(secret);
            token = new AdminToken(Base64.getUrlEncoder().withoutPadding().encodeToString(secret), fingerprint);
        }
        OwnerOnlyFile.write(file, token.secret() + "\n" + token.fingerprint() + "\n");
        return token;
    }

    /** Reads a token file. */
    public static AdminToken read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        try {
            return new AdminToken(lines.get(0).strip(), lines.get(1).strip());
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IOException("not an admin token file: " + file, e);
        }
    }

    /** Whether a presented secret is this one; takes the same time wherever they differ. */
    public boolean matches(String presented) {
        return MessageDigest.isEqual(
                secret.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "AdminToken[" + fingerprint + "]";
    }
}
