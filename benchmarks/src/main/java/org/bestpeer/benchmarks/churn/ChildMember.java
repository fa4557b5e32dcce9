package org.bestpeer.benchmarks.churn;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.bestpeer.benchmarks.process.JavaProcess;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.OverlayException;
import org.bestpeer.overlay.PeerContact;

/** A peer in a process of its own, which can be killed. */
final class ChildMember implements Member {
    private static final List<String> OPTIONS = List.of("-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final Process process;
    private final BufferedWriter commands;
    private final AtomicLong lastNumber = new AtomicLong();
    private final Map<Long, CompletableFuture<List<String>>> open = new ConcurrentHashMap<>();
    private volatile boolean gone;

    private ChildMember(Process process) {
        this.process = process;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** Starts a process whose peer has the state and the credentials that are in the directory. */
    static ChildMember start(Path directory, PeerContact bootstrap) {
        List<String> arguments = List.of(
                directory.toString(),
                bootstrap.id().value(),
                bootstrap.address().toString());
        ChildMember member = new ChildMember(JavaProcess.start(MemberProcess.class, OPTIONS, directory, arguments));
        Thread reader = new Thread(member::read, "answers-of-" + directory.getFileName());
        reader.setDaemon(true);
        reader.start();
        return member;
    }

    private void read() {
        try (BufferedReader answers = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                answered(List.of(line.split(" ")));
            }
        } catch (IOException e) {
            // As if it had ended: a killed process closes its pipe at any point.
            process.destroyForcibly();
        }
        gone = true;
        open.keySet().forEach(this::failed);
    }

    private void answered(List<String> words) {
        CompletableFuture<List<String>> answer = open.remove(Long.valueOf(words.get(0)));
        List<String> rest = words.subList(2, words.size());
        if (answer != null && words.get(1).equals(MemberProcess.OK)) {
            answer.complete(rest);
        } else if (answer != null) {
            answer.completeExceptionally(new OverlayException(String.join(" ", rest)));
        }
    }

    private void failed(long number) {
        CompletableFuture<List<String>> answer = open.remove(number);
        if (answer != null) {
            answer.completeExceptionally(new OverlayException("the process has ended"));
        }
    }

    static String reason(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return String.valueOf(cause.getMessage());
    }

    private <T> CompletableFuture<T> ask(String command, Function<List<String>, T> read) {
        long number = lastNumber.incrementAndGet();
        CompletableFuture<List<String>> answer = new CompletableFuture<>();
        open.put(number, answer);
        try {
            synchronized (commands) {
                commands.write(number + " " + command);
                commands.newLine();
                commands.flush();
            }
        } catch (IOException e) {
            failed(number);
        }
        if (gone) {
            failed(number);
        }
        return answer.thenApply(read);
    }

    private CompletableFuture<Void> tell(String command) {
        return ask(command, words -> words).thenAccept(words -> {});
    }

    @Override
    public CompletableFuture<Void> join() {
        return tell("join");
    }

    @Override
    public CompletableFuture<Void> leave() {
        return tell("leave");
    }

    @Override
    public CompletableFuture<Void> publish(Map<Key, Long> versions) {
        return tell("publish " + Words.versions(versions));
    }

    @Override
    public CompletableFuture<Void> withdraw(List<Key> keys) {
        return tell("withdraw " + Words.keys(keys));
    }

    @Override
    public CompletableFuture<List<Sighting>> find(KeyRange range) {
        return ask("find " + Words.range(Optional.of(range)), Words::readSightings);
    }

    @Override
    public CompletableFuture<Optional<KeyRange>> range() {
        return ask("range", Words::readRange);
    }

    @Override
    public CompletableFuture<Vitals> vitals() {
        return ask("vitals", Words::readVitals);
    }

    @Override
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
