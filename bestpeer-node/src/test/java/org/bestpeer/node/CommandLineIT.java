package org.bestpeer.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bestpeer.node.identity.EnrolmentToken;
import org.bestpeer.node.identity.Fingerprint;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes at the command line, against real nodes: a non-zero exit and one line that says what to do. */
class CommandLineIT {
    private static final String SCHEMA =
            "CREATE TABLE orders (id INTEGER NOT NULL, amount DECIMAL(10, 2), PRIMARY KEY (id));";

    private static final Resources OPENED = new Resources();

    @TempDir
    static Path directory = Path.of("");

    private static TestNetwork network;
    private static Peer peer;
    private static Path password;

    @BeforeAll
    static void start() throws IOException {
        network = OPENED.own(new TestNetwork(directory, "shop", SCHEMA));
        peer = network.addPeer("acme");
        password = Files.writeString(directory.resolve("password"), TestNetwork.PASSWORD + "\n");
        assertThat(load("good.csv", "id,amount\n1,10.50\n2,20.00\n").code()).isZero();
    }

    @AfterAll
    static void stop() {
        OPENED.close();
    }

    @Test
    void aGoodCommandSucceeds() throws IOException {
        CommandLineRun result = sql(peer.jdbcUrl(), password, "select count(*) as n from orders");
        assertThat(result).isEqualTo(new CommandLineRun(0, "n\n2\n", ""));
    }

    @Test
    void anUnknownOptionIsWrongUsage() {
        CommandLineRun result = run("peer", "--data", "x", "--token-fil", "y");
        wrongUsage(result, "--token-fil");
        assertThat(result.err()).contains("--token-file");
    }

    @Test
    void anUnknownCommandIsWrongUsage() {
        CommandLineRun result = run("laod");
        wrongUsage(result, "unknown command 'laod'", "'load'");
    }

    @Test
    void anUnknownKeyNamesTheNearest() {
        failed(
                run("peer", "--data", directory.resolve("new").toString(), "--set", "front.lisen=127.0.0.1:0"),
                "front.lisen",
                "front.listen");
    }

    @Test
    void aUsedTokenIsRefused() throws IOException {
        String token = network.token("bolt");
        network.start(directory.resolve("bolt-first"), token);

        failed(run(peerArguments(directory.resolve("bolt-second"), token)), "token", "was used already");
    }

    @Test
    void aWrongTokenIsRefused() throws IOException {
        EnrolmentToken good = EnrolmentToken.parse(network.token("corp"));
        String wrongSecret = EnrolmentToken.create("shop", "corp", good.ca(), good.consolePort(), new SecureRandom())
                .encode();
        Fingerprint otherAuthority = Fingerprint.parse("sha256:" + "0".repeat(64));
        String wrongAuthority =
                new EnrolmentToken("shop", "corp", good.secret(), otherAuthority, good.consolePort()).encode();

        failed(run(peerArguments(directory.resolve("wrong-1"), "hello")), "token", "bp1.");
        failed(run(peerArguments(directory.resolve("wrong-2"), "bp1.aGVsbG8")), "token", "damaged");
        failed(run(peerArguments(directory.resolve("wrong-3"), wrongSecret)), "token", "is not known here");
        CommandLineRun result = run(peerArguments(directory.resolve("wrong-4"), wrongAuthority));
        failed(result, "authority");
        assertThat(result.err()).doesNotContain(good.secret());
    }

    @Test
    void aBadNumberInACsvIsNamedAndNothingIsLoaded() throws IOException {
        CommandLineRun result = load("bad.csv", "id,amount\n3,30.00\n4,4O.00\n5,50.00\n");

        failed(result, "line 3", "amount", "4O.00");
        assertThat(sql(peer.jdbcUrl(), password, "select count(*) as n from orders")
                        .out())
                .isEqualTo("n\n2\n");
    }

    @Test
    void aPortInUseIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();
            failed(
                    run(
                            "bootstrap",
                            "--data",
                            fresh(),
                            "--set",
                            "peer.listen=" + address,
                            "--set",
                            "console.listen=127.0.0.1:0"),
                    address,
                    "in use");
            failed(
                    run(
                            "bootstrap",
                            "--data",
                            fresh(),
                            "--set",
                            "peer.listen=127.0.0.1:0",
                            "--set",
                            "console.listen=" + address),
                    address,
                    "in use");
            List<String> asPeer =
                    new ArrayList<>(Arrays.asList(peerArguments(Path.of(fresh()), network.token("dune"))));
            asPeer.addAll(List.of("--set", "front.listen=" + address));
            failed(run(asPeer.toArray(String[]::new)), address, "in use");
        }
    }

    @Test
    void anUnusableDataDirectoryIsNamed() throws IOException {
        Path file = Files.writeString(directory.resolve("a-file"), "");
        String below = file.resolve("data").toString();

        failed(run("bootstrap", "--data", below, "--set", "peer.listen=127.0.0.1:0"), below);
        failed(run(peerArguments(Path.of(below), network.token("elm"))), below);
        failed(run("status", "--data", below), below);
    }

    @Test
    void aDataDirectoryInUseIsNamed() throws Exception {
        String home = network.home("acme").toString();
        String bootstrapHome = directory.resolve("bootstrap").toString();
        String[] again = {
            "peer", "--data", home, "--set", "peer.listen=127.0.0.1:0", "--set", "front.listen=127.0.0.1:0"
        };

        failed(CommandLineRun.child(directory, again), home, "in use");
        failed(
                run(
                        "bootstrap",
                        "--data",
                        bootstrapHome,
                        "--set",
                        "peer.listen=127.0.0.1:0",
                        "--set",
                        "console.listen=127.0.0.1:0"),
                bootstrapHome,
                "in use");
    }

    @Test
    void aWrongUrlIsExplained() throws IOException {
        wrongUsage(sql("localhost:7490/shop", password, "select 1"), "jdbc:bestpeer://HOST:PORT/NETWORK");
        failed(sql("jdbc:bestpeer://localhost:port/shop", password, "select 1"), "port");
        failed(sql("jdbc:bestpeer://localhost:1/shop", password, "select 1"), "08001", "localhost:1");
        failed(sql("jdbc:nosuch:thing", password, "select 1"), "08001", "jdbc:nosuch:thing");
    }

    @Test
    void aWrongPasswordIsRefused() throws IOException {
        Path wrong = Files.writeString(directory.resolve("wrong-password"), "battery staple\n");
        CommandLineRun result = sql(peer.jdbcUrl(), wrong, "select 1");
        failed(result, "28000", "password");
        assertThat(result.err()).doesNotContain("battery");
    }

    @Test
    void anUnknownNetworkIsNamed() throws IOException {
        failed(sql(peer.jdbcUrl().replace("/shop", "/nosuch"), password, "select 1"), "3D000", "its network is shop");
    }

    @Test
    void anSqlErrorHasItsStateAndPosition() throws IOException {
        failed(
                sql(peer.jdbcUrl(), password, "select id,\n nothing from orders"),
                "42703",
                "nothing",
                "line 2",
                "column 2");
        failed(sql(peer.jdbcUrl(), password, "select * from nowhere"), "42P01", "nowhere", "line 1", "column 15");
        failed(sql(peer.jdbcUrl(), password, "selec 1"), "42601", "line 1");
        failed(sql(peer.jdbcUrl(), password, "select amount / 0 from orders"), "22012");
    }

    private static void failed(CommandLineRun result, String... words) {
        assertThat(result.code()).as(result.err()).isEqualTo(1);
        assertThat(result.err().lines()).as(result.err()).hasSize(1);
        says(result, words);
    }

    /** A second line says where the help is, or what was meant. */
    private static void wrongUsage(CommandLineRun result, String... words) {
        assertThat(result.code()).as(result.err()).isEqualTo(2);
        assertThat(result.err().lines()).as(result.err()).hasSizeLessThanOrEqualTo(2);
        says(result, words);
    }

    private static void says(CommandLineRun result, String... words) {
        assertThat(result.err())
                .startsWith("bestpeer: ")
                .contains(words)
                .doesNotContain("\tat ", "Exception", "internal error", "org.bestpeer", "java.");
        assertThat(result.out()).isEmpty();
    }

    private static CommandLineRun run(String... arguments) {
        return CommandLineRun.here(arguments);
    }

    private static CommandLineRun load(String name, String csv) throws IOException {
        Path file = Files.writeString(directory.resolve(name), csv);
        return run(
                "load",
                "orders",
                file.toString(),
                "--data",
                network.home("acme").toString());
    }

    private static CommandLineRun sql(String url, Path passwordFile, String sql) {
        return run(
                "sql",
                "--url",
                url,
                "-u",
                TestNetwork.USER,
                "--password-file",
                passwordFile.toString(),
                "-e",
                sql,
                "--format",
                "csv");
    }

    private static String[] peerArguments(Path data, String token) throws IOException {
        Path file = Files.writeString(Files.createTempFile(directory, "enrol", ".token"), token + "\n");
        return new String[] {
            "peer",
            "--data",
            data.toString(),
            "--bootstrap",
            network.bootstrapAddress().toString(),
            "--token-file",
            file.toString(),
            "--set",
            "peer.listen=127.0.0.1:0",
            "--set",
            "front.listen=127.0.0.1:0"
        };
    }

    private static String fresh() throws IOException {
        return Files.createTempDirectory(directory, "fresh").toString();
    }
}
