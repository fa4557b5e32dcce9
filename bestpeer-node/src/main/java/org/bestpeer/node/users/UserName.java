package org.bestpeer.node.users;

import java.util.regex.Pattern;
import org.bestpeer.node.admin.AdminError;
import org.bestpeer.node.admin.AdminException;

/** The rules for names and passwords of users. */
final class UserName {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9._-]{0,63}");
    private static final int MIN_PASSWORD = 8;
    private static final int MAX_PASSWORD = 1024;

    private UserName() {}

    static boolean isValid(String name) {
        return FORM.matcher(name).matches();
    }

    static void check(String name) {
        if (!isValid(name)) {
            throw new AdminException(
                    AdminError.INVALID,
                    "not a user name: use a lower-case letter, then up to 63 of a-z, 0-9, dot, hyphen, underscore");
        }
    }

    static void checkPassword(char[] password) {
        if (password.length < MIN_PASSWORD || password.length > MAX_PASSWORD) {
            throw new AdminException(
                    AdminError.INVALID,
                    "a password must have %d to %d characters".formatted(MIN_PASSWORD, MAX_PASSWORD));
        }
    }
}
