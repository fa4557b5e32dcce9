package org.bestpeer.node.spill;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;

/**
 * Encrypts the pieces of one statement's files with a key that is never stored. A piece that was changed, or comes from another
 * place, is noticed. Thread-safe.
 */
final class SpillCipher {
    private static final int KEY_BYTES = 32;
    private static final int TAG_BITS = 128;
    private static final int NONCE_BYTES = 12;

    private final SecretKeySpec key;

    private SpillCipher(SecretKeySpec key) {
        this.key = key;
    }

    static SpillCipher random(SecureRandom random) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return new SpillCipher(new SecretKeySpec(key, "AES"));
    }

    /** The piece of that number in that file, of which the statement has only one. */
    byte[] encrypted(byte[] piece, int file, long number) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, file, number).doFinal(piece);
        } catch (GeneralSecurityException e) {
            throw new BestPeerException(ErrorCode.INTERNAL, "rows could not be encrypted", e);
        }
    }

    byte[] decrypted(byte[] bytes, int file, long number) {
        try {
            return cipher(Cipher.DECRYPT_MODE, file, number).doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new BestPeerException(
                    ErrorCode.INTERNAL, "rows that were written to disk are not what comes back from it", e);
        }
    }

    private Cipher cipher(int mode, int file, long number) throws GeneralSecurityException {
        byte[] nonce =
                ByteBuffer.allocate(NONCE_BYTES).putInt(file).putLong(number).array();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
