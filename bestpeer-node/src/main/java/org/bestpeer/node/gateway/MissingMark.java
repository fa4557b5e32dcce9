package org.bestpeer.node.gateway;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.MissingOwner;

/**
 * Whose rows an answer lacks, as a header beside Avatica's message, which has no place for it. Only for clients that say that they
 * read it, so that nobody takes a smaller answer for a whole one. Belongs to one request and its thread.
 */
final class MissingMark {
    /** A client that sends this reads the mark and shows it to its user. */
    static final String REQUEST_HEADER = "x-bestpeer-reads-missing";

    static final String RESPONSE_HEADER = "X-BestPeer-Missing";

    private static final int MOST_ENCODED = 4_000;
    /** So many code points fit, whatever they are, with all their bytes percent-encoded. */
    private static final int MOST_OF_ONE = 300;

    private final boolean read;
    private List<MissingOwner> missing = List.of();

    MissingMark(boolean read) {
        this.read = read;
    }

    /** Whether the client will tell its user. */
    boolean isRead() {
        return read;
    }

    /** @throws BestPeerException if rows are missing, and the client would not show that */
    void tell(List<MissingOwner> owners) {
        if (!owners.isEmpty() && !read) {
            throw unreadable();
        }
        missing = owners;
    }

    static BestPeerException unreadable() {
        return new BestPeerException(
                ErrorCode.NOT_SUPPORTED,
                "partialResults=true is for clients that show whose rows are missing: use BestPeer's JDBC driver");
    }

    Map<String, String> headers() {
        return missing.isEmpty() ? Map.of() : Map.of(RESPONSE_HEADER, encoded());
    }

    private String encoded() {
        StringBuilder value = new StringBuilder();
        int told = 0;
        for (MissingOwner owner : missing) {
            String next = encoded((told == 0 ? "" : "; ") + cut(owner.text()));
            if (value.length() + next.length() > MOST_ENCODED) {
                break;
            }
            value.append(next);
            told++;
        }
        if (told < missing.size()) {
            value.append(encoded("; and %d more".formatted(missing.size() - told)));
        }
        return value.toString();
    }

    private static String cut(String text) {
        boolean fits = text.codePointCount(0, text.length()) <= MOST_OF_ONE;
        return fits ? text : text.substring(0, text.offsetByCodePoints(0, MOST_OF_ONE)) + "…";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
