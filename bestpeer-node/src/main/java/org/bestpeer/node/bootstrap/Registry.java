package org.bestpeer.node.bootstrap;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.catalog.TableDefinition;
import org.bestpeer.engine.catalog.TableKind;
import org.bestpeer.node.admin.AdminError;
import org.bestpeer.node.admin.AdminException;
import org.bestpeer.node.records.RecordsDatabase;
import org.bestpeer.node.records.Transaction;
import org.bestpeer.overlay.PeerAddress;

/**
 * The bootstrap's durable knowledge of its networks. Every operation is one transaction; transactions run one after the
 * other. Listeners hear of changes after they are durable, on the thread that made them. Thread-safe.
 */
public final class Registry implements AutoCloseable {
    /** How long an enrolment token can be used. */
    static final Duration TOKEN_LIFE = Duration.ofHours(24);

    private static final int MAX_SCHEMA = 1 << 20;

    private final RecordsDatabase database;
    private final SchemaCheck schemas;
    private final NetworkAuthority authority;
    private final Clock clock;
    private final SecureRandom random;
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    private Registry(
            RecordsDatabase database,
            SchemaCheck schemas,
            NetworkAuthority authority,
            Clock clock,
            SecureRandom random) {
        this.database = database;
        this.schemas = schemas;
        this.authority = authority;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Opens the registry in a directory of its own.
     *
     * @throws org.bestpeer.node.records.RecordsException if it is in use, unreadable or damaged
     */
    public static Registry open(
            Path directory, SchemaCheck schemas, NetworkAuthority authority, Clock clock, SecureRandom random) {
        RecordsDatabase database = RecordsDatabase.open(directory, RegistryTables.STATEMENTS);
        return new Registry(database, schemas, authority, clock, random);
    }

    /** Calls back with the network's name whenever its snapshot has a new number. */
    public void onSnapshotChanged(Consumer<String> listener) {
        listeners.add(listener);
    }

    public void createNetwork(String network) {
        database.transact(tx -> {
            NetworkRows.create(tx, network);
            authority.createNetwork(network);
            return network;
        });
    }

    /** Forgets a network that has no peers. */
    public void removeNetwork(String network) {
        database.transact(tx -> {
            NetworkRows.remove(tx, network);
            return network;
        });
    }

    public List<NetworkStatus> networks() {
        return database.read(NetworkRows::list);
    }

    /**
     * Makes a schema file the network's next schema version.
     *
     * @param referenceOwner company that publishes its reference tables; empty to leave them to the first to load each
     */
    public AppliedSchema applySchema(String network, String sql, String referenceOwner) {
        AppliedSchema applied = database.transact(tx -> {
            NetworkRows.require(tx, network);
            List<TableDefinition> tables = read(sql);
            AppliedSchema before = SchemaRows.current(tx, network);
            if (before.version() > 0) {
                SchemaChange.check(read(before.sql()), tables, ShareRows.all(tx, network));
            }
            nameReferenceOwner(tx, network, tables, referenceOwner);
            return new AppliedSchema(SchemaRows.add(tx, network, before, sql, clock.instant()), sql);
        });
        changed(network);
        return applied;
    }

    private static void nameReferenceOwner(Transaction tx, String network, List<TableDefinition> tables, String owner)
            throws SQLException {
        Map<String, String> publishers = ShareRows.publishers(tx, network);
        List<String> references = tables.stream()
                .filter(t -> t.kind() == TableKind.REFERENCE)
                .map(TableDefinition::name)
                .toList();
        for (String table : publishers.keySet()) {
            if (!references.contains(table)) {
                ShareRows.dropPublisher(tx, network, table);
            }
        }
        if (owner.isEmpty()) {
            return;
        }
        CompanyRows.require(tx, network, owner);
        Map<String, ?> shares = ShareRows.all(tx, network);
        for (String table : references) {
            String publisher = publishers.getOrDefault(table, owner);
            if (!publisher.equals(owner) && shares.containsKey(table)) {
                throw new AdminException(
                        AdminError.INCOMPATIBLE,
                        "reference table %s is published by %s already".formatted(table, publisher));
            }
            ShareRows.setPublisher(tx, network, table, owner);
        }
    }

    public AppliedSchema schema(String network) {
        return database.read(tx -> {
            NetworkRows.require(tx, network);
            return SchemaRows.current(tx, network);
        });
    }

    /** Registers a company, or asks for one more token of it; returns the token's text, which is kept nowhere. */
    public RegisteredCompany registerCompany(String network, String company) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant expires = clock.instant().plus(TOKEN_LIFE);
        database.transact(tx -> {
            CompanyRows.register(tx, network, company);
            CompanyRows.addToken(tx, hash(secret), network, company, expires);
            return company;
        });
        return new RegisteredCompany(company, authority.encodeToken(network, company, secret), expires.toString());
    }

    public List<CompanyStatus> companies(String network) {
        return database.read(tx -> CompanyRows.list(tx, network, clock.instant()));
    }

    /**
     * Admits a peer. The token is used up only if the certificate was signed.
     *
     * @param request PKCS#10
     * @param address what the peer is reached at, as far as it knows now
     */
    public Enrolled enrol(String tokenSecret, byte[] request, PeerAddress address) {
        return database.transact(tx -> {
            String hash = hash(tokenSecret);
            CompanyRows.Membership member = CompanyRows.claim(tx, hash, clock.instant());
            String peer = CompanyRows.admit(tx, hash, member);
            NetworkAuthority.Issued issued =
                    authority.issue(member.network(), member.company(), peer, address, request);
            PeerRows.add(tx, member, peer, address, issued.serial());
            return new Enrolled(member.network(), member.company(), peer, issued, snapshot(tx, member.network()));
        });
    }

    /** A peer is up; each start of its process has a higher incarnation. */
    public void peerHello(String network, String company, String peer, PeerAddress address, long incarnation) {
        boolean news = database.transact(tx -> {
            PeerStatus before = PeerRows.require(tx, network, company, peer);
            boolean changed = PeerRows.hello(tx, network, before, address, incarnation);
            if (changed) {
                NetworkRows.bump(tx, network);
            }
            return changed;
        });
        if (news) {
            changed(network);
        }
    }

    /** Refuses a peer that has a certificate but is not, or no longer, known here. */
    void requirePeer(String network, String company, String peer) {
        database.read(tx -> PeerRows.require(tx, network, company, peer));
    }

    /** A new certificate for a peer that has one. */
    NetworkAuthority.Issued renew(String network, String company, String peer, byte[] request) {
        return database.transact(tx -> {
            PeerStatus known = PeerRows.require(tx, network, company, peer);
            return authority.issue(network, company, peer, PeerAddress.parse(known.address()), request);
        });
    }

    public List<PeerStatus> peers(String network) {
        return database.read(tx -> {
            NetworkRows.require(tx, network);
            return PeerRows.list(tx, network);
        });
    }

    /**
     * A company shares tables from now on. Durable before their rows may be seen by anybody.
     *
     * @param schemaVersion version of the schema by which it loaded them
     */
    public void recordShares(String network, String company, List<String> tables, int schemaVersion) {
        boolean news = database.transact(tx -> {
            CompanyRows.require(tx, network, company);
            boolean added = false;
            for (String table : tables) {
                added |= recordShare(tx, network, company, table, schemaVersion);
            }
            if (added) {
                NetworkRows.bump(tx, network);
            }
            return added;
        });
        if (news) {
            changed(network);
        }
    }

    private boolean recordShare(Transaction tx, String network, String company, String table, int schemaVersion)
            throws SQLException {
        TableDefinition definition = table(SchemaRows.current(tx, network), network, table);
        if (!table(SchemaRows.version(tx, network, schemaVersion), network, table)
                .columns()
                .equals(definition.columns())) {
            throw new AdminException(
                    AdminError.OUTDATED, "table %s has changed in the schema; load it again".formatted(table));
        }
        if (definition.kind() == TableKind.REFERENCE) {
            claimReference(tx, network, company, table);
        }
        return ShareRows.add(tx, network, table, company);
    }

    private static void claimReference(Transaction tx, String network, String company, String table)
            throws SQLException {
        String publisher = ShareRows.publishers(tx, network).getOrDefault(table, company);
        if (!publisher.equals(company)) {
            throw new AdminException(
                    AdminError.EXISTS,
                    "reference table %s is published by company %s; others cannot load it".formatted(table, publisher));
        }
        ShareRows.setPublisher(tx, network, table, company);
    }

    /** The network as it is now. */
    public CatalogueSnapshot snapshot(String network) {
        return database.read(tx -> {
            NetworkRows.require(tx, network);
            return snapshot(tx, network);
        });
    }

    private static CatalogueSnapshot snapshot(Transaction tx, String network) throws SQLException {
        return CatalogueSnapshot.of(
                network,
                NetworkRows.number(tx, network),
                SchemaRows.current(tx, network),
                PeerRows.participants(tx, network),
                ShareRows.all(tx, network),
                ShareRows.publishers(tx, network));
    }

    private TableDefinition table(AppliedSchema schema, String network, String table) {
        return read(schema.sql()).stream()
                .filter(t -> t.name().equals(table))
                .findFirst()
                .orElseThrow(() -> new AdminException(
                        AdminError.NOT_FOUND,
                        "version %d of the schema of network %s has no table %s"
                                .formatted(schema.version(), network, table)));
    }

    private List<TableDefinition> read(String sql) {
        if (sql.length() > MAX_SCHEMA) {
            throw new AdminException(AdminError.TOO_LARGE, "the schema file is longer than 1 MiB");
        }
        try {
            return sql.isEmpty() ? List.of() : schemas.read(sql);
        } catch (BestPeerException e) {
            throw new AdminException(AdminError.INVALID_SCHEMA, String.valueOf(e.getMessage()), e);
        }
    }

    private void changed(String network) {
        listeners.forEach(listener -> listener.accept(network));
    }

    private static String hash(String secret) {
        return Hashing.sha256().hashString(secret, StandardCharsets.UTF_8).toString();
    }

    @Override
    public void close() {
        database.close();
    }
}
