package org.bestpeer.node.bootstrap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.bestpeer.node.bootstrap.CatalogueSnapshot.Participant;

/** Asks all peers of a network at once where they stand, and remembers what each said last. Thread-safe. */
public final class Census {
    private final Registry registry;
    private final Question question;
    private final Map<Member, List<MemberPlace>> last = new ConcurrentHashMap<>();

    public Census(Registry registry, Question question) {
        this.registry = registry;
        this.question = question;
    }

    /** The participants by name; blocks for as long as a question takes. */
    public List<MemberReport> of(String network) {
        List<CompletableFuture<MemberReport>> answers = registry.snapshot(network).participants().stream()
                .map(participant -> ask(network, participant))
                .toList();
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<MemberReport> ask(String network, Participant participant) {
        Member member = new Member(network, participant.peer());
        return question.place(network, participant).handle((place, failure) -> {
            if (failure == null) {
                last.put(member, place.stream().toList());
            }
            return new MemberReport(
                    participant.peer(), participant.company(), failure == null, last.getOrDefault(member, List.of()));
        });
    }

    private record Member(String network, String peer) {}

    /** Asks one peer. */
    @FunctionalInterface
    public interface Question {
        /** Its place, empty if it has none; fails if it does not answer. */
        CompletableFuture<Optional<MemberPlace>> place(String network, Participant participant);
    }
}
