package org.bestpeer.node.users;

import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.bestpeer.node.admin.AdminError;
import org.bestpeer.node.admin.AdminException;
import org.bestpeer.node.records.RecordsDatabase;

/**
 * The accounts of a company's own users, in a small database of their own. Passwords are kept as Argon2id hashes.
 * Thread-safe.
 */
public final class UserStore implements Authenticator, AutoCloseable {
    private static final List<String> TABLES = List.of(
            "CREATE CACHED TABLE IF NOT EXISTS users (name VARCHAR(64) PRIMARY KEY, credential VARCHAR(256) NOT NULL)");
    private static final int HASHES_AT_ONCE = 4;
    private static final int HASHES_WAITING = 32;

    private final RecordsDatabase database;
    private final SecureRandom random;
    private final RecentLogins recent;
    private final HashingQueue hashing = new HashingQueue(HASHES_AT_ONCE, HASHES_WAITING);
    private final String nobody;

    private UserStore(RecordsDatabase database, SecureRandom random, Ticker ticker) {
        this.database = database;
        this.random = random;
        this.recent = new RecentLogins(random, ticker);
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        this.nobody = new PasswordHash(19 * 1024, 2, salt, new byte[32]).encode();
    }

    /** Opens the accounts in a directory of their own. */
    public static UserStore open(Path directory, SecureRandom random) {
        return open(directory, random, Ticker.systemTicker());
    }

    static UserStore open(Path directory, SecureRandom random, Ticker ticker) {
        return new UserStore(RecordsDatabase.open(directory, TABLES), random, ticker);
    }

    public void create(String user, char[] password) {
        UserName.check(user);
        UserName.checkPassword(password);
        String credential = hashing.run(() -> PasswordHash.of(password, random).encode());
        database.transact(tx -> {
            if (tx.first("SELECT 1 FROM users WHERE name = ?", row -> true, user)
                    .isPresent()) {
                throw new AdminException(AdminError.EXISTS, "user %s exists already".formatted(user));
            }
            return tx.update("INSERT INTO users VALUES (?, ?)", user, credential);
        });
    }

    /** Names of all users, sorted. */
    public List<String> list() {
        return database.read(tx -> tx.list("SELECT name FROM users ORDER BY name", row -> row.getString(1)));
    }

    /** Removes a user; the next login fails. */
    public void remove(String user) {
        int removed = database.transact(tx -> tx.update("DELETE FROM users WHERE name = ?", user));
        if (removed == 0) {
            throw new AdminException(AdminError.NOT_FOUND, "there is no user %s".formatted(user));
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws org.bestpeer.engine.BestPeerException if too many logins are under way
     */
    @Override
    public boolean authenticate(String user, char[] password) {
        Optional<String> credential = UserName.isValid(user) ? credential(user) : Optional.empty();
        if (credential.isPresent() && recent.contains(credential.get(), password)) {
            return true;
        }
        // An unknown user costs as much as a known one, so that nobody learns who exists.
        String stored = credential.orElse(nobody);
        boolean matches = hashing.run(() -> PasswordHash.decode(stored).matches(password));
        if (credential.isEmpty() || !matches) {
            return false;
        }
        recent.add(stored, password);
        return true;
    }

    private Optional<String> credential(String user) {
        return database.read(
                tx -> tx.first("SELECT credential FROM users WHERE name = ?", row -> row.getString(1), user));
    }

    @Override
    public void close() {
        database.close();
    }
}
