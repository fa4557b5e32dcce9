package org.bestpeer.node.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "user",
        description = "Creates, lists and removes the users of a company at its peer.",
        footer = {"", "Example:", "  ./bestpeer user create ann --password-file ann.password --data acme"})
final class UserCommand extends CommandLines {
    private static final String PATH = "/admin/users";

    UserCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Command(
            description = "Creates a user.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  ./bestpeer user create ann --password-file ann.password --data acme"})
    int create(@Mixin NodeOptions node, @Mixin Passwords passwords, @Parameters(paramLabel = "USER") String user) {
        String password = passwords.get(surroundings, user);
        node.print(
                spec(),
                node.connect(surroundings, NodeOptions.FRONT)
                        .send("POST", PATH, Map.of("user", user, "password", password)));
        return 0;
    }

    @Command(
            description = "Lists the users.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  ./bestpeer user list --data acme"})
    int list(@Mixin NodeOptions node) {
        node.print(spec(), node.connect(surroundings, NodeOptions.FRONT).send("GET", PATH, null));
        return 0;
    }

    @Command(
            description = "Removes a user.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  ./bestpeer user remove ann --data acme"})
    int remove(@Mixin NodeOptions node, @Parameters(paramLabel = "USER") String user) {
        node.print(
                spec(),
                node.connect(surroundings, NodeOptions.FRONT)
                        .send("DELETE", PATH + "/" + NodeOptions.encode(user), null));
        return 0;
    }
}
