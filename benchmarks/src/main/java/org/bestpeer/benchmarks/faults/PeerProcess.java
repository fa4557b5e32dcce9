package org.bestpeer.benchmarks.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.bestpeer.node.config.ConfigKey;
import org.bestpeer.node.config.NodeConfig;
import org.bestpeer.node.config.Role;
import org.bestpeer.overlay.PeerAddress;

/**
 * A process with one peer. Standard input gives its directory, the bootstrap's address, the enrolment token, and settings
 * ({@code KEY=VALUE}) up to an empty line; then commands, each answered by one line. It ends when its standard input does.
 */
public final class PeerProcess {
    static final String LOAD = "load";
    static final String PUBLISHED = "published";
    static final String ACTIVITY = "activity";

    private PeerProcess() {}

    public static void main(String[] arguments) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path directory = Path.of(in.readLine());
        PeerAddress bootstrap = PeerAddress.parse(in.readLine());
        String token = in.readLine();
        NodeConfig config = NodeConfig.defaults(Role.PEER);
        for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
            String[] setting = line.split("=", 2);
            config = config.with(ConfigKey.valueOf(setting[0]), setting[1]);
        }
        Site.Running peer = LocalPeer.start(config, directory, bootstrap, token);
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
