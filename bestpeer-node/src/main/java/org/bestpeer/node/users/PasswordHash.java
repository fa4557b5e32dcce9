package org.bestpeer.node.users;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A password as it is stored: Argon2id with its costs and salt, as text.
 *
 * @param memoryKiB memory cost
 * @param passes time cost
 * @param salt 16 random bytes
 * @param hash 32 bytes
 */
record PasswordHash(int memoryKiB, int passes, byte[] salt, byte[] hash) {
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;

    static PasswordHash of(char[] password, SecureRandom random) {
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        return new PasswordHash(MEMORY_KIB, PASSES, salt, run(MEMORY_KIB, PASSES, salt, password));
    }

    boolean matches(char[] password) {
        return MessageDigest.isEqual(hash, run(memoryKiB, passes, salt, password));
    }

    /** For example {@code argon2id:19456:2:SALT:HASH}. */
    String encode() {
        HexFormat hex = HexFormat.of();
        return "argon2id:%d:%d:%s:%s".formatted(memoryKiB, passes, hex.formatHex(salt), hex.formatHex(hash));
    }

    static PasswordHash decode(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 5 || !parts[0].equals("argon2id")) {
            throw new IllegalArgumentException("not a stored password");
        }
        HexFormat hex = HexFormat.of();
        return new PasswordHash(
                Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), hex.parseHex(parts[3]), hex.parseHex(parts[4]));
    }

    private static byte[] run(int memoryKiB, int passes, byte[] salt, char[] password) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKiB)
                .withIterations(passes)
                .withParallelism(1)
                .withSalt(salt)
                .build());
        byte[] secret = utf8(password);
        byte[] out = new byte[32];
        generator.generateBytes(secret, out);
        Arrays.fill(secret, (byte) 0);
        return out;
    }

    static byte[] utf8(char[] text) {
        ByteBuffer encoded = ByteBuffer.allocate(4 * text.length);
        StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .encode(CharBuffer.wrap(text), encoded, true);
        byte[] bytes = Arrays.copyOf(encoded.array(), encoded.position());
        Arrays.fill(encoded.array(), (byte) 0);
        return bytes;
    }
}
