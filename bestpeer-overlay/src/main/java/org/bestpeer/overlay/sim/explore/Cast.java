package org.bestpeer.overlay.sim.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;

/** The processes of a world, the messages between them, and what they are told from outside. */
final class Cast<M, S, V> {
    final Flights<M> flights;
    final List<Actor<M, S, V>> actors = new ArrayList<>();
    final List<Command<M>> commands;
    final Options options;
    private final List<PeerId> names = new ArrayList<>();
    private final Predicate<PeerId> mayCrash;

    Cast(
            ExplorerSpec<M, S, V> spec,
            List<PeerContact> contacts,
            List<Command<M>> commands,
            Predicate<PeerId> mayCrash,
            Options options) {
        this.options = options;
        this.mayCrash = mayCrash;
        this.commands = commands;
        this.flights = new Flights<>(contacts, spec.messageHash());
        for (PeerContact contact : contacts) {
            names.add(contact.id());
            actors.add(new Actor<>(actors.size(), contact, spec, flights, commands, options));
        }
        for (Command<M> command : commands) {
            if (!names.contains(command.peer())) {
                throw new IllegalArgumentException(
                        "command %s: there is no %s".formatted(command.name(), command.peer()));
            }
        }
    }

    int size() {
        return actors.size();
    }

    Actor<M, S, V> actor(int number) {
        return actors.get(number);
    }

    /** Whether somebody waits for a brief timer. */
    boolean hasBriefTimer(State state) {
        for (int process = 0; process < size(); process++) {
            if (state.isUp(process) && actor(process).hasBriefTimer(state.process(process))) {
                return true;
            }
        }
        return false;
    }

    boolean mayCrash(int number) {
        return mayCrash.test(names.get(number));
    }

    /** Who is to carry out a command. */
    int target(int command) {
        return names.indexOf(commands.get(command).peer());
    }

    String text(long choice) {
        int subject = Choice.subject(choice);
        String text =
                switch (Choice.kind(choice)) {
                    case DELIVER -> "deliver " + flight(subject);
                    case DUPLICATE -> "deliver, and keep a copy of, " + flight(subject);
                    case LOSE -> "lose " + flight(subject);
                    case TIMER -> "timer of %s expires".formatted(names.get(subject));
                    case COMMAND ->
                        "tell %s: %s"
                                .formatted(
                                        names.get(target(subject)),
                                        commands.get(subject).name());
                    case CRASH -> "crash %s".formatted(names.get(subject));
                    case RESTART -> "restart %s".formatted(names.get(subject));
                };
        int cut = Choice.cut(choice);
        return cut == Choice.WHOLE ? text : "%s; it crashes after %d messages or saves".formatted(text, cut);
    }

    private String flight(int number) {
        Flight<M> flight = flights.get(number);
        return "to %s: %s".formatted(names.get(flight.target()), flight.message());
    }
}
