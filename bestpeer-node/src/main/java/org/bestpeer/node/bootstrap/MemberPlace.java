package org.bestpeer.node.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.bestpeer.node.admin.Json;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.NodeReport;
import org.bestpeer.overlay.tree.Position;

/**
 * What a peer says when its bootstrap asks where it stands.
 *
 * @param level depth, 0 for the root
 * @param number 1 to 2^level, from the left
 * @param low smallest key of its range, hexadecimal
 * @param high first key behind its range, hexadecimal, or {@code end}
 * @param entries number of entries in its range
 */
public record MemberPlace(int level, long number, String low, String high, long entries) {
    private static final byte[] QUESTION = "place".getBytes(UTF_8);
    private static final String END = "end";
    private static final long MOST_ENTRIES = 1_000_000_000_000L;

    /** Refuses what cannot be: the answer is another company's, and the bootstrap hands it on. */
    public MemberPlace {
        if (entries < 0 || entries > MOST_ENTRIES) {
            throw new IllegalArgumentException("no such number of entries: " + entries);
        }
        var unusedPosition = new Position(level, number);
        var unusedRange = rangeOf(low, high);
    }

    /** The bootstrap's question. */
    public static byte[] question() {
        return QUESTION.clone();
    }

    /** Whether a call of the bootstrap is this question. */
    public static boolean isQuestion(byte[] request) {
        return Arrays.equals(request, QUESTION);
    }

    /** A peer's answer; empty bytes if it has no place. */
    public static byte[] answer(Optional<NodeReport> report) {
        return report.map(place -> {
                    Key high = place.range().high();
                    return Json.write(new MemberPlace(
                            place.level(),
                            place.number(),
                            place.range().low().toString(),
                            high == null ? END : high.toString(),
                            place.entries()));
                })
                .orElseGet(() -> new byte[0]);
    }

    /**
     * Reads an answer.
     *
     * @throws org.bestpeer.node.admin.AdminException if it is none
     */
    public static Optional<MemberPlace> read(byte[] answer) {
        return answer.length == 0 ? Optional.empty() : Optional.of(Json.read(answer, MemberPlace.class));
    }

    /** Where it stands. */
    public Position position() {
        return new Position(level, number);
    }

    /** What it holds. */
    public KeyRange range() {
        return rangeOf(low, high);
    }

    private static KeyRange rangeOf(String low, String high) {
        return new KeyRange(key(low), high.equals(END) ? null : key(high));
    }

    private static Key key(String hex) {
        return Key.of(HexFormat.of().parseHex(hex));
    }
}
