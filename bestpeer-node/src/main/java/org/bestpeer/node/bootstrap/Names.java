package org.bestpeer.node.bootstrap;

import java.util.regex.Pattern;
import org.bestpeer.node.admin.AdminError;
import org.bestpeer.node.admin.AdminException;

/** The rule for names of networks and companies. */
final class Names {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    private Names() {}

    static void check(String kind, String name) {
        if (!FORM.matcher(name).matches()) {
            throw new AdminException(
                    AdminError.INVALID,
                    "not a name of a %s: use a lower-case letter, then up to 31 lower-case letters, digits or hyphens"
                            .formatted(kind));
        }
    }
}
