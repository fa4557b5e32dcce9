package org.bestpeer.benchmarks.churn;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.bestpeer.node.identity.PeerCredentials;
import org.bestpeer.overlay.OverlayException;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;

/**
 * A process with one peer. Arguments: its directory, the bootstrap's name and address. Reads commands from standard
 * input, {@code NUMBER VERB WORD…}, and answers {@code NUMBER ok WORD…} or {@code NUMBER failed REASON}, in any order. It
 * ends when its standard input does.
 */
public final class MemberProcess {
    static final String OK = "ok";
    static final String FAILED = "failed";

    private final Member member;
    private final PrintStream out;

    private MemberProcess(Member member, PrintStream out) {
        this.member = member;
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        PeerContact bootstrap = new PeerContact(new PeerId(arguments[1]), PeerAddress.parse(arguments[2]));
        Member member = LocalMember.start(directory, PeerCredentials.load(directory), bootstrap);
        MemberProcess process = new MemberProcess(member, new PrintStream(System.out, true, StandardCharsets.UTF_8));
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            process.obey(List.of(line.split(" ")));
        }
        member.kill();
    }

    private void obey(List<String> words) {
        String number = words.get(0);
        List<String> arguments = words.subList(2, words.size());
        var unused = run(words.get(1), arguments).whenComplete((answer, failure) -> {
            String line = failure == null
                    ? "%s %s %s".formatted(number, OK, answer)
                    : "%s %s %s".formatted(number, FAILED, ChildMember.reason(failure));
            synchronized (out) {
                out.println(line.strip());
            }
        });
    }

    private CompletableFuture<String> run(String verb, List<String> arguments) {
        return switch (verb) {
            case "join" -> member.join().thenApply(done -> "");
            case "leave" -> member.leave().thenApply(done -> "");
            case "publish" -> member.publish(Words.readVersions(arguments)).thenApply(done -> "");
            case "withdraw" ->
                member.withdraw(arguments.stream().map(Words::readKey).toList()).thenApply(done -> "");
            case "find" -> member.find(Words.readRange(arguments).orElseThrow()).thenApply(Words::sightings);
            case "range" -> member.range().thenApply(Words::range);
            case "vitals" -> member.vitals().thenApply(Words::vitals);
            default -> CompletableFuture.failedFuture(new OverlayException("unknown command " + verb));
        };
    }
}
