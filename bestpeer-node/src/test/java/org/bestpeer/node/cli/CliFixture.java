package org.bestpeer.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bestpeer.node.admin.AdminToken;
import org.bestpeer.node.admin.Json;
import org.bestpeer.node.config.ConfigKey;
import org.bestpeer.node.config.NodeConfig;
import org.bestpeer.overlay.PeerAddress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Runs command lines with captured output against fakes that take down what they are asked. */
final class CliFixture implements Nodes, AdminConnector {
    final List<String> asked = new ArrayList<>();
    final Map<String, String> environment = new HashMap<>();
    final Map<String, String> answers = new HashMap<>();

    @Nullable
    RuntimeException failure;

    String out = "";
    String err = "";

    int run(String... arguments) {
        StringWriter outText = new StringWriter();
        StringWriter errText = new StringWriter();
        Surroundings surroundings = new Surroundings(
                this,
                this,
                environment,
                prompt -> Optional.empty(),
                (url, user, password) -> asked.add("shell %s %s %s".formatted(url, user, password)),
                false,
                node -> {
                    asked.add("held");
                    node.close();
                });
        CommandLine line =
                Main.commandLine(surroundings).setOut(new PrintWriter(outText)).setErr(new PrintWriter(errText));
        int code = line.execute(arguments);
        out = outText.toString();
        err = errText.toString();
        return code;
    }

    @Override
    public RunningNode startBootstrap(NodeConfig config, Path data) {
        asked.add("bootstrap " + data + " " + config.text(ConfigKey.CONSOLE_LISTEN));
        return node();
    }

    @Override
    public RunningNode startPeer(NodeConfig config, Path data, Optional<Enrolment> enrolment) {
        asked.add("peer " + data
                + enrolment.map(e -> " " + e.bootstrap() + " " + e.token()).orElse(""));
        return node();
    }

    private RunningNode node() {
        if (failure != null) {
            throw failure;
        }
        return new RunningNode() {
            @Override
            public String description() {
                return "it serves";
            }

            @Override
            public void close() {
                asked.add("closed");
            }
        };
    }

    @Override
    public RunningDemo startDemo(DemoOptions options) {
        asked.add(
                "demo %d %s %s %s".formatted(options.peers(), options.scale(), options.layout(), options.freePorts()));
        return new RunningDemo() {
            @Override
            public String jdbcUrl() {
                return "jdbc:hsqldb:mem:demo";
            }

            @Override
            public String user() {
                return "SA";
            }

            @Override
            public String password() {
                return "";
            }

            @Override
            public String description() {
                return "4 companies";
            }

            @Override
            public void close() {
                asked.add("closed");
            }
        };
    }

    @Override
    public AdminConnection connect(PeerAddress node, AdminToken token) {
        return new AdminConnection() {
            @Override
            public JsonNode send(String method, String path, @Nullable Object body) {
                asked.add(node + " " + method + " " + path + (body == null ? "" : " " + Json.node(body)));
                return Json.tree(answers.getOrDefault(method + " " + path, "{}").getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public JsonNode upload(String path, Path file) {
                asked.add(node + " upload " + path + " " + file.getFileName());
                return Json.node(Map.of("rows", 3));
            }
        };
    }
}
