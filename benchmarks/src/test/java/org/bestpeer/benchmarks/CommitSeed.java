package org.bestpeer.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A seed that turns with every commit, so that every commit asks something else and a failure can be repeated. */
final class CommitSeed {
    private static final int DIGITS = 12;
    private static final int HEX = 16;
    private static final long WITHOUT_COMMIT = 20_261_129;

    private CommitSeed() {}

    /** The beginning of the commit's name as a number, or a fixed one outside of a repository. */
    static long current() throws IOException, InterruptedException {
        Process git = new ProcessBuilder("git", "rev-parse", "HEAD")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String commit = new String(git.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        return git.waitFor() == 0 ? Long.parseLong(commit.substring(0, DIGITS), HEX) : WITHOUT_COMMIT;
    }
}
