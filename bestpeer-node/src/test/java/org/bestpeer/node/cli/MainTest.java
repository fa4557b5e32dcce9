package org.bestpeer.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bestpeer.node.admin.AdminAddress;
import org.bestpeer.node.admin.AdminToken;
import org.bestpeer.node.records.RecordsException;
import org.bestpeer.overlay.PeerAddress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {
    @TempDir
    Path directory = Path.of("");

    private final CliFixture cli = new CliFixture();
    private String data = "";

    @BeforeEach
    void aDataDirectory() throws IOException {
        data = directory.toString();
        AdminToken.openOrCreate(directory, "sha256:" + "0".repeat(64), new SecureRandom());
    }

    @Test
    void listsItsCommands() {
        assertThat(cli.run("--help")).isZero();
        assertThat(cli.out)
                .contains("demo", "bootstrap", "peer", "network", "schema", "company", "user", "load", "sql", "status")
                .contains("simulate", "tpch");
        assertThat(cli.err).isEmpty();
    }

    @Test
    void givesAnExampleForEveryCommand() {
        CommandLine main = Main.commandLine(
                new Surroundings(cli, cli, cli.environment, p -> Optional.empty(), (u, n, p) -> {}, false, n -> {}));
        everyCommand(main).forEach(command -> assertThat(command.getUsageMessage())
                .as(command.getCommandSpec().qualifiedName())
                .contains("Example:", "./bestpeer " + path(command)));
    }

    private static List<CommandLine> everyCommand(CommandLine line) {
        List<CommandLine> all = new ArrayList<>();
        line.getSubcommands().values().forEach(sub -> {
            all.add(sub);
            all.addAll(everyCommand(sub));
        });
        return all;
    }

    private static String path(CommandLine command) {
        return command.getCommandSpec().qualifiedName().substring("bestpeer ".length());
    }

    @Test
    void suggestsWhatAWrongWordWasMeantToBe() {
        wrongUsage("Unknown option", "demo", "--peer", "3");
        assertThat(cli.err).contains("--peers");
        wrongUsage("unknown command 'demmo'; did you mean 'demo'? 'bestpeer --help' lists them", "demmo");
        wrongUsage("did you mean 'list'? 'bestpeer network --help'", "network", "lits");
        wrongUsage("a command is missing");
        wrongUsage("a verb is missing after 'network'", "network");
        wrongUsage("Missing required option: '--data=DIR'", "bootstrap");
        wrongUsage("expected one of [even, colocated, supply-chain]", "demo", "--layout", "odd");
        wrongUsage("--peers is 1 to 64", "demo", "--peers", "0");
        wrongUsage("belong together", "peer", "--data", data, "--bootstrap", "h:1");
        wrongUsage("not HOST:PORT", "network", "list", "--data", data, "--node", "here");
        wrongUsage("say which node", "network", "list");
        wrongUsage("seeds are a number or two, such as 1-2000: '1-2-3'", "simulate", "--seeds", "1-2-3");
        wrongUsage("seeds go from a number to one that is not lower: 9-1", "simulate", "--seeds", "9-1");
        wrongUsage("Missing required option: '--seeds=N|A-B'", "simulate");
    }

    @Test
    void startsNodesAndHoldsThem() throws IOException {
        Path token = Files.writeString(directory.resolve("token"), "bp1.xyz\n");
        assertThat(cli.run("bootstrap", "--data", "d", "--set", "console.listen=h:0"))
                .isZero();
        assertThat(cli.run("peer", "--data", "e", "--bootstrap", "h:7400", "--token-file", token.toString()))
                .isZero();
        assertThat(cli.run("peer", "--data", "e")).isZero();
        assertThat(cli.asked)
                .containsExactly(
                        "bootstrap d h:0",
                        "held",
                        "closed",
                        "peer e h:7400 bp1.xyz",
                        "held",
                        "closed",
                        "peer e",
                        "held",
                        "closed");
        assertThat(cli.out).isEmpty();
        assertThat(cli.err).contains("it serves");
    }

    @Test
    void failsWithOneLine() {
        cli.failure = new RecordsException("the data directory x is in use by another node");
        fails("bestpeer: the data directory x is in use by another node\n", "bootstrap", "--data", "x");
        cli.failure = new IllegalStateException("boom");
        fails("bestpeer: internal error (boom); set BESTPEER_DEBUG=1 to see where\n", "bootstrap", "--data", "x");
        fails(
                "bestpeer: --set sets the unknown key 'front.lisen'; did you mean 'front.listen'?\n",
                "peer",
                "--data",
                "x",
                "--set",
                "front.lisen=h:1");
        fails(
                "bestpeer: cannot read the admin token: %s: no such file\n"
                        .formatted(directory.resolve("no/admin.token")),
                "status",
                "--data",
                directory.resolve("no").toString());
    }

    @Test
    void administersTheBootstrap() throws IOException {
        Path schema = Files.writeString(directory.resolve("s.sql"), "CREATE TABLE t (i INT);");
        cli.answers.put("GET /admin/networks", "[{\"network\":\"tpch\",\"peers\":2}]");
        cli.answers.put("GET /admin/networks/tpch/schema", "{\"version\":1,\"sql\":\"CREATE TABLE t (i INT);\"}");
        ok("network", "create", "tpch");
        ok("network", "remove", "tpch");
        ok("network", "list");
        assertThat(cli.out.lines()).containsExactly("network  peers", "-------  -----", "tpch     2");
        ok("schema", "apply", schema.toString(), "--network", "tpch", "--reference-owner", "acme");
        ok("schema", "show");
        assertThat(cli.out).isEqualTo("CREATE TABLE t (i INT);\n");
        ok("company", "list", "tpch");
        ok("peers", "tpch", "--json");
        assertThat(cli.asked)
                .containsExactly(
                        "127.0.0.1:7480 POST /admin/networks {\"network\":\"tpch\"}",
                        "127.0.0.1:7480 DELETE /admin/networks/tpch",
                        "127.0.0.1:7480 GET /admin/networks",
                        "127.0.0.1:7480 POST /admin/networks/tpch/schema"
                                + " {\"referenceOwner\":\"acme\",\"sql\":\"CREATE TABLE t (i INT);\"}",
                        "127.0.0.1:7480 GET /admin/networks",
                        "127.0.0.1:7480 GET /admin/networks/tpch/schema",
                        "127.0.0.1:7480 GET /admin/networks/tpch/companies",
                        "127.0.0.1:7480 GET /admin/networks/tpch/peers");
    }

    @Test
    void writesOrPrintsATokenAndNothingElseToStdout() throws IOException {
        cli.answers.put("POST /admin/networks/tpch/companies", "{\"token\":\"bp1.abc\",\"expires\":\"soon\"}");
        ok("company", "register", "tpch", "acme");
        assertThat(cli.out).isEqualTo("bp1.abc\n");
        Path file = directory.resolve("acme.token");
        ok("company", "register", "tpch", "acme", "--token-file", file.toString());
        assertThat(cli.out).isEmpty();
        assertThat(Files.readString(file)).isEqualTo("bp1.abc\n");
    }

    @Test
    void administersAPeerWhereverItListens() throws IOException {
        AdminAddress.write(directory, new PeerAddress("127.0.0.1", 4711));
        Path csv = Files.writeString(directory.resolve("orders.csv"), "a\n1\n");
        Path password = Files.writeString(directory.resolve("password"), "correct horse\n");
        ok("user", "create", "ann", "--password-file", password.toString());
        ok("user", "list");
        ok("user", "remove", "ann");
        ok("load", "orders", csv.toString());
        assertThat(cli.out).contains("rows", "3");
        ok("status");
        assertThat(cli.asked)
                .containsExactly(
                        "127.0.0.1:4711 POST /admin/users {\"password\":\"correct horse\",\"user\":\"ann\"}",
                        "127.0.0.1:4711 GET /admin/users",
                        "127.0.0.1:4711 DELETE /admin/users/ann",
                        "127.0.0.1:4711 upload /admin/tables/orders/load orders.csv",
                        "127.0.0.1:4711 GET /admin/status");
        fails("bestpeer: cannot read the file nope.csv\n", "load", "orders", "nope.csv", "--data", data);
        fails(
                "bestpeer: no password: give --password-file FILE, set BESTPEER_PASSWORD, or use a terminal\n",
                "user",
                "create",
                "bob",
                "--data",
                data);
    }

    @Test
    void runsSqlAtOnceInADemo() {
        assertThat(cli.run("demo", "-e", "values 1; values 2", "--format", "csv", "--layout", "even", "--peers", "2"))
                .isZero();
        assertThat(cli.out).isEqualTo("C1\n1\nC1\n2\n");
        assertThat(cli.asked).containsExactly("demo 2 0.01 even true", "closed");
    }

    @Test
    void saysWhereADemoIsReached() {
        assertThat(cli.run("demo")).isZero();
        assertThat(cli.out).contains("jdbc:hsqldb:mem:demo", "SA");
        assertThat(cli.asked).containsExactly("demo 4 0.01 supply-chain false", "held", "closed");
    }

    @Test
    void runsSqlOverAnyUrl() throws IOException {
        cli.environment.put("BESTPEER_PASSWORD", "");
        Path file = Files.writeString(directory.resolve("q.sql"), "-- first\nvalues ('a;b');\nvalues (2) ;\n");
        assertThat(cli.run("sql", "--url", "jdbc:hsqldb:mem:q", "-u", "SA", "-f", file.toString(), "--format", "tsv"))
                .isZero();
        assertThat(cli.out).isEqualTo("C1\na;b\nC1\n2\n");
        cli.run("sql", "--url", "jdbc:hsqldb:mem:q", "-u", "SA");
        assertThat(cli.asked).containsExactly("shell jdbc:hsqldb:mem:q SA ");
        fails(
                "bestpeer: SQLState 42501: ",
                "sql",
                "--url",
                "jdbc:hsqldb:mem:q",
                "-u",
                "SA",
                "-e",
                "select * from nope");
        fails("bestpeer: SQLState 08001: ", "sql", "--url", "jdbc:nothing:x", "-e", "values 1");
    }

    private void ok(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--data";
        all[arguments.length + 1] = data;
        assertThat(cli.run(all)).as(cli.err).isZero();
    }

    private void fails(String message, String... arguments) {
        assertThat(cli.run(arguments)).isEqualTo(1);
        assertThat(cli.err).startsWith(message).doesNotContain("\tat ");
        assertThat(cli.err.lines()).hasSize(1);
        assertThat(cli.out).isEmpty();
    }

    private void wrongUsage(String message, String... arguments) {
        assertThat(cli.run(arguments)).isEqualTo(2);
        assertThat(cli.err).startsWith("bestpeer: ").contains(message);
        assertThat(cli.out).isEmpty();
    }
}
