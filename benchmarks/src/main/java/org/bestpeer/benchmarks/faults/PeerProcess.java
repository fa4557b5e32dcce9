package org.bestpeer.benchmarks.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bestpeer.benchmarks.process.PeerStart;

/**
 * A process with one peer. Standard input says how it starts ({@link PeerStart#lines}); then commands, each answered by one line. It ends when its standard input does.
 */
public final class PeerProcess {
    static final String LOAD = "load";
    static final String PUBLISHED = "published";
    static final String ACTIVITY = "activity";

    private PeerProcess() {}

    public static void main(String[] arguments) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Site.Running peer = LocalPeer.start(PeerStart.read(in));
        out.println(peer.jdbcUrl());
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(obey(peer, List.of(line.split(" "))));
        }
        peer.kill();
    }

    private static String obey(Site.Running peer, List<String> words) {
        switch (words.get(0)) {
            case LOAD -> peer.load(Integer.parseInt(words.get(1)));
            case PUBLISHED -> peer.awaitPublished();
            case ACTIVITY -> {
                return peer.activity();
            }
            default -> throw new IllegalArgumentException("unknown command " + words);
        }
        return "done";
    }
}
