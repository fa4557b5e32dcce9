package org.bestpeer.node.users;

/** Checks logins of a company's own users. Thread-safe; does the same work for unknown users. */
public interface Authenticator {
    /** Whether there is such a user with that password. */
    boolean authenticate(String user, char[] password);
}
