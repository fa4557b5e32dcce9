package org.bestpeer.node.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What a company gets to enrol one peer, once.
 *
 * @param network network to enrol in
 * @param company company it is for
 * @param secret 256 random bits, base64url
 * @param ca fingerprint of the network's authority
 * @param consolePort port of the bootstrap's console
 */
public record EnrolmentToken(String network, String company, String secret, Fingerprint ca, int consolePort) {
    private static final String PREFIX = "bp1.";
    private static final int SECRET_BYTES = 32;
    private static final int MAX_LENGTH = 2048;
    private static final ObjectMapper JSON = new ObjectMapper();

    public EnrolmentToken {
        if (network.isBlank() || company.isBlank() || secret.isBlank() || consolePort < 1 || consolePort > 65535) {
            throw new IdentityException("an enrolment token is incomplete");
        }
    }

    /** One with a new secret. */
    public static EnrolmentToken create(
            String network, String company, Fingerprint ca, int consolePort, SecureRandom random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new EnrolmentToken(network, company, base64(secret), ca, consolePort);
    }

    /** Reads {@code bp1.…}. */
    public static EnrolmentToken parse(String text) {
        String bare = text.strip();
        if (!bare.startsWith(PREFIX) || bare.length() > MAX_LENGTH) {
            throw new IdentityException("not an enrolment token: it must start with " + PREFIX
                    + "; copy the whole line that 'company register' printed");
        }
        try {
            JsonNode fields = JSON.readTree(Base64.getUrlDecoder().decode(bare.substring(PREFIX.length())));
            return new EnrolmentToken(
                    fields.path("network").asText(),
                    fields.path("company").asText(),
                    fields.path("secret").asText(),
                    Fingerprint.parse(fields.path("ca").asText()),
                    fields.path("consolePort").asInt());
        } catch (IOException | IllegalArgumentException | IdentityException e) {
            // Without the cause, which might quote the secret.
            throw new IdentityException(
                    "the enrolment token is damaged; copy the whole line that 'company register' printed");
        }
    }

    /** The form in which it is handed over: {@code bp1.} and base64url of JSON. */
    public String encode() {
        JsonNode fields = JSON.createObjectNode()
                .put("network", network)
                .put("company", company)
                .put("secret", secret)
                .put("ca", ca.text())
                .put("consolePort", consolePort);
        try {
            return PREFIX + base64(JSON.writeValueAsBytes(fields));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("five plain fields are always JSON", e);
        }
    }

    /** What the bootstrap keeps in place of the secret. */
    public String secretHash() {
        return hash(secret);
    }

    /** The hash of a secret: hexadecimal SHA-256. The secret is random, so it needs neither salt nor rounds. */
    public static String hash(String secret) {
        return HexFormat.of().formatHex(Fingerprint.sha256(secret.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether a secret has this hash; takes the same time whatever the answer. */
    public static boolean matches(String secret, String hash) {
        return MessageDigest.isEqual(
                hash(secret).getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "enrolment token of company %s in network %s".formatted(company, network);
    }
}
