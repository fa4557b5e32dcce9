package org.bestpeer.node.membership;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.node.bootstrap.CatalogueSnapshot;
import org.bestpeer.node.bootstrap.SchemaCheck;
import org.bestpeer.node.index.SharedTables;

/**
 * The newest catalogue snapshot this peer has, kept in a file so that it starts without the bootstrap. Older snapshots
 * are not taken. Thread-safe.
 */
public final class CatalogueHolder implements SharedTables {
    private final Path file;
    private final SchemaCheck schemas;
    private volatile State state;
    private final List<Consumer<CatalogueChange>> listeners = new CopyOnWriteArrayList<>();

    private CatalogueHolder(Path file, SchemaCheck schemas, State first) {
        this.file = file;
        this.schemas = schemas;
        this.state = first;
    }

    /** Starts with what the file holds. */
    public static Optional<CatalogueHolder> load(Path file, SchemaCheck schemas) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(file, schemas, CatalogueSnapshot.fromJson(Files.readAllBytes(file))));
        } catch (IOException e) {
            throw new BestPeerException(ErrorCode.INTERNAL, "cannot read the catalogue snapshot " + file, e);
        }
    }

    /** Starts with a snapshot and writes it to the file. */
    public static CatalogueHolder create(Path file, SchemaCheck schemas, CatalogueSnapshot first) {
        CatalogueHolder holder = of(file, schemas, first);
        holder.write(first);
        return holder;
    }

    private static CatalogueHolder of(Path file, SchemaCheck schemas, CatalogueSnapshot first) {
        return new CatalogueHolder(file, schemas, new State(first, catalog(schemas, first)));
    }

    public CatalogueSnapshot snapshot() {
        return state.snapshot();
    }

    public Catalog catalog() {
        return state.catalog();
    }

    /** Takes a snapshot if it is newer than what is held; its signature has been checked. */
    public synchronized void offer(CatalogueSnapshot offered) {
        State current = state;
        if (!offered.network().equals(current.snapshot().network())
                || offered.number() <= current.snapshot().number()) {
            return;
        }
        Catalog catalog = offered.schemaVersion() == current.snapshot().schemaVersion()
                ? current.catalog()
                : catalog(schemas, offered);
        write(offered);
        state = new State(offered, catalog);
        CatalogueChange change = CatalogueChange.between(current.snapshot(), offered);
        listeners.forEach(listener -> listener.accept(change));
    }

    /** Calls back after every newer snapshot with what it changed. */
    public void onChange(Consumer<CatalogueChange> listener) {
        listeners.add(listener);
    }

    @Override
    public Set<String> companiesSharing(String table) {
        Set<String> companies = snapshot().shares().get(table);
        return companies == null ? Set.of() : companies;
    }

    private void write(CatalogueSnapshot snapshot) {
        try {
            Path next = file.resolveSibling(file.getFileName() + ".new");
            Files.write(next, snapshot.toJson());
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new BestPeerException(ErrorCode.INTERNAL, "cannot write the catalogue snapshot " + file, e);
        }
    }

    private static Catalog catalog(SchemaCheck schemas, CatalogueSnapshot snapshot) {
        return Catalog.of(
                snapshot.network(),
                snapshot.schemaVersion(),
                snapshot.schemaText().isEmpty() ? List.of() : schemas.read(snapshot.schemaText()));
    }

    private record State(CatalogueSnapshot snapshot, Catalog catalog) {}
}
