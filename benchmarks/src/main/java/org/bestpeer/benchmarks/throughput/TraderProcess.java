package org.bestpeer.benchmarks.throughput;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.bestpeer.benchmarks.process.PeerStart;

/**
 * A process with one peer. Standard input says how it starts ({@link PeerStart#lines}); then come commands, each answered by one
 * line. It ends when its standard input does.
 */
public final class TraderProcess {
    static final String LOAD = "load";
    static final String USAGE = "usage";

    private static final int LOAD_WORDS = 4;

    private TraderProcess() {}

    public static void main(String[] arguments) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (Trader trader = LocalTrader.start(PeerStart.read(in))) {
            out.println(trader.jdbcUrl());
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.println(obey(trader, line.split(" ", LOAD_WORDS)));
            }
        }
    }

    private static String obey(Trader trader, String[] words) {
        switch (words[0]) {
            case LOAD -> {
                Nations nations = new Nations(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
                trader.load(new TradeFiles(Path.of(words[LOAD_WORDS - 1])), nations);
                return "done";
            }
            case USAGE -> {
                return trader.usage().words();
            }
            default -> throw new IllegalArgumentException("unknown command " + words[0]);
        }
    }
}
