package org.bestpeer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network as companies run it: each node a process of its own, started and administered by the command line. */
class SeparateProcessesIT {
    private static final Path FILES = Path.of("retail");
    private static final String PLACES = "select place, sum(pieces) as pieces from stock group by place order by place";
    private static final String PASSWORD = "flour and oats 1847";

    @TempDir
    static Path directory;

    private static NodeProcesses processes;
    private static DriverProgram program;
    private static Path password;
    private static String bootstrapAddress;
    private static String[] bootstrapCommand;
    private static String report;
    private static final Map<String, String> URLS = new ConcurrentSkipListMap<>();
    private static final Map<String, String[]> PEER_COMMANDS = new ConcurrentHashMap<>();

    @BeforeAll
    static void startBootstrapAndThreeCompanies() throws Exception {
        processes = new NodeProcesses(directory);
        program = DriverProgram.start(directory, PASSWORD);
        password = Files.writeString(directory.resolve("password"), PASSWORD + "\n");
        report = Files.readString(FILES.resolve("report.sql"))
                .replaceAll("(?m)^--.*$", "")
                .replaceAll("\\s+", " ");
        // The bootstrap comes back on the same ports: the peers know it by them.
        int[] ports = NodeProcesses.freePorts(2);
        bootstrapAddress = "127.0.0.1:" + ports[0];
        bootstrapCommand = new String[] {
            "bootstrap",
            "--data",
            processes.data("bootstrap").toString(),
            "--set",
            "peer.listen=" + bootstrapAddress,
            "--set",
            "console.listen=127.0.0.1:" + ports[1]
        };
        processes.start("bootstrap", bootstrapCommand);
        at("bootstrap", "network", "create", "retail");
        at("bootstrap", "schema", "apply", FILES.resolve("schema.sql").toString(), "--network", "retail");
        together(
                () -> join("mill", "category", "product"),
                () -> join("depot", "stock"),
                () -> join("shop", "stock", "sale"));
    }

    @AfterAll
    static void killWhatIsLeft() {
        processes.close();
        if (program != null) {
            program.close();
        }
    }

    @Test
    void queriesNeedNoBootstrapAndAFourthCompanyJoinsWhenItIsBack() throws Exception {
        List<String> expected = reportOfThree();
        assertThat(everybodysAnswerTo(report)).hasSize(3).allSatisfy((url, rows) -> assertThat(rows)
                .isEqualTo(expected));

        processes.kill("bootstrap");

        assertThat(everybodysAnswerTo(report))
                .allSatisfy((url, rows) -> assertThat(rows).isEqualTo(expected));

        // Who has a place in the index needs nobody to take it up again.
        processes.kill("mill");
        startPeer("mill");

        assertThat(everybodysAnswerTo(report))
                .allSatisfy((url, rows) -> assertThat(rows).isEqualTo(expected));

        processes.start("bootstrap", bootstrapCommand);
        Path stock = Files.writeString(
                directory.resolve("stock.csv"), "sku,place,pieces,counted_on\nF-405,kiosk,7,2026-02-01\n");
        enrol("kiosk");
        at("kiosk", "load", "stock", stock.toString());

        assertThat(everybodysAnswerTo(PLACES)).hasSize(4).allSatisfy((url, rows) -> assertThat(rows)
                .containsExactly("depot north|1980", "depot south|950", "kiosk|7", "shop|73"));
        assertThat(everybodysAnswerTo(report)).allSatisfy((url, rows) -> assertThat(rows.get(0))
                .isEqualTo("F-405|Wheat flour, fine|Flour|13|15.07|2047"));
    }

    @Test
    void aKilledPeerIsMissedByNameAndComesBackWithItsRows() throws Exception {
        List<String> before = program.ask(URLS.get("shop"), PLACES);
        assertThat(before).contains("depot north|1980", "depot south|950", "shop|73");

        processes.kill("depot");

        assertThat(program.ask(URLS.get("shop"), PLACES))
                .singleElement()
                .asString()
                .startsWith("08")
                .contains("depot", "stock");

        startPeer("depot");

        assertThat(everybodysAnswerTo(PLACES))
                .allSatisfy((url, rows) -> assertThat(rows).isEqualTo(before));
    }

    private static Map<String, List<String>> everybodysAnswerTo(String sql) {
        return program.ask(List.copyOf(URLS.values()), sql);
    }

    private static List<String> reportOfThree() throws IOException {
        try (CSVParser parser = CSVParser.parse(Files.readString(FILES.resolve("expected.csv")), CSVFormat.RFC4180)) {
            return parser.stream()
                    .skip(1)
                    .map(row -> String.join("|", row.toList()))
                    .toList();
        }
    }

    private static void join(String company, String... tables) throws Exception {
        enrol(company);
        for (String table : tables) {
            at(
                    company,
                    "load",
                    table,
                    FILES.resolve(company).resolve(table + ".csv").toString());
        }
    }

    private static void enrol(String company) throws Exception {
        Path token = directory.resolve(company + ".token");
        at("bootstrap", "company", "register", "retail", company, "--token-file", token.toString());
        PEER_COMMANDS.put(company, new String[] {
            "peer",
            "--data",
            processes.data(company).toString(),
            "--bootstrap",
            bootstrapAddress,
            "--token-file",
            token.toString(),
            "--set",
            "peer.listen=127.0.0.1:" + NodeProcesses.freePorts(1)[0],
            "--set",
            "front.listen=127.0.0.1:0",
            "--set",
            "index.promise=1s"
        });
        startPeer(company);
        at(company, "user", "create", "clerk", "--password-file", password.toString());
    }

    /** Starts it as a service would, always with the same command; the token is used up the first time. */
    private static void startPeer(String company) throws IOException {
        URLS.put(company, NodeProcesses.url(processes.start(company, PEER_COMMANDS.get(company))));
    }

    private static void at(String node, String... command) throws Exception {
        processes.run(Stream.concat(
                        Stream.of(command),
                        Stream.of("--data", processes.data(node).toString()))
                .toArray(String[]::new));
    }

    private static void together(Step... steps) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(steps.length);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (Step step : steps) {
                running.add(threads.submit(() -> {
                    step.take();
                    return null;
                }));
            }
            for (Future<?> done : running) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private interface Step {
        void take() throws Exception;
    }
}
