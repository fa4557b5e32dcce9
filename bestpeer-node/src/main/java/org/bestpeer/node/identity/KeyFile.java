package org.bestpeer.node.identity;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;

/** A key and its chain in a PKCS#12 file, its random password in a sibling; both for their owner only. */
final class KeyFile {
    private static final String ALIAS = "key";
    private static final int PASSWORD_BYTES = 32;

    private KeyFile() {}

    static void save(Path file, KeyAndChain key, SecureRandom random) {
        try {
            Path secret = passwordFile(file);
            if (!Files.exists(secret)) {
                byte[] bytes = new byte[PASSWORD_BYTES];
                random.nextBytes(bytes);
                OwnerFiles.write(secret, Base64.getUrlEncoder().withoutPadding().encode(bytes));
            }
            char[] password = password(file);
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(ALIAS, key.key(), password, key.chain().toArray(new X509Certificate[0]));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            store.store(out, password);
            OwnerFiles.write(file, out.toByteArray());
        } catch (IOException | GeneralSecurityException e) {
            throw new IdentityException("cannot write key file %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    static KeyAndChain load(Path file) {
        try {
            char[] password = password(file);
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(OwnerFiles.read(file)), password);
            Certificate[] chain = store.getCertificateChain(ALIAS);
            if (chain == null || !(store.getKey(ALIAS, password) instanceof PrivateKey key)) {
                throw new IdentityException("key file %s holds no key".formatted(file));
            }
            return new KeyAndChain(
                    key, Arrays.stream(chain).map(X509Certificate.class::cast).toList());
        } catch (IOException | GeneralSecurityException e) {
            throw new IdentityException("cannot read key file %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static char[] password(Path file) throws IOException {
        return new String(OwnerFiles.read(passwordFile(file)), StandardCharsets.US_ASCII).toCharArray();
    }

    private static Path passwordFile(Path file) {
        return file.resolveSibling(file.getFileName() + ".password");
    }
}
