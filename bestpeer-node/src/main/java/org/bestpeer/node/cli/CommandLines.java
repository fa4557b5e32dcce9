package org.bestpeer.node.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A noun whose verbs are the commands; alone it is wrong usage. */
@Command(mixinStandardHelpOptions = true)
abstract class CommandLines implements Runnable {
    @Spec
    @Nullable
    CommandSpec spec;

    final Surroundings surroundings;

    CommandLines(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        throw new ParameterException(of(spec), "a verb is missing after '%s'".formatted(spec().name()));
    }

    /** The noun, or the verb that runs. */
    CommandSpec spec() {
        return Objects.requireNonNull(spec, "set before a command runs");
    }

    static CommandLine of(@Nullable CommandSpec spec) {
        return Objects.requireNonNull(spec, "set before a command runs").commandLine();
    }
}
