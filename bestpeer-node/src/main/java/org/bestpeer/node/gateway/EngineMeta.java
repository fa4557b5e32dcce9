package org.bestpeer.node.gateway;

import com.google.protobuf.Message;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.calcite.avatica.proto.Common.ConnectionProperties;
import org.apache.calcite.avatica.proto.Common.Frame;
import org.apache.calcite.avatica.proto.Common.StatementHandle;
import org.apache.calcite.avatica.proto.Requests;
import org.apache.calcite.avatica.proto.Responses;
import org.apache.calcite.avatica.proto.Responses.ExecuteResponse;
import org.apache.calcite.avatica.proto.Responses.FetchResponse;
import org.apache.calcite.avatica.proto.Responses.ResultSetResponse;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.PreparedQuery;
import org.bestpeer.engine.Principal;
import org.bestpeer.engine.QueryService;
import org.bestpeer.engine.Session;
import org.jspecify.annotations.Nullable;

/** Avatica's requests as calls of the engine. Thread-safe. */
final class EngineMeta {
    private final GatewayConfig config;
    private final QueryService queries;
    private final ChangeRequests changes;
    private final SessionRegistry sessions;
    private final Logins logins;
    private final InstantSource clock;
    private final Map<Class<? extends Message>, Operation> operations = Map.ofEntries(
            operation(Requests.OpenConnectionRequest.class, this::openConnection),
            operation(Requests.CloseConnectionRequest.class, this::closeConnection),
            operation(Requests.ConnectionSyncRequest.class, this::sync),
            operation(Requests.CreateStatementRequest.class, this::createStatement),
            operation(Requests.CloseStatementRequest.class, this::closeStatement),
            operation(Requests.PrepareRequest.class, this::prepare),
            operation(Requests.PrepareAndExecuteRequest.class, this::prepareAndExecute),
            operation(Requests.ExecuteRequest.class, this::execute),
            operation(Requests.ExecuteBatchRequest.class, this::executeBatch),
            operation(Requests.PrepareAndExecuteBatchRequest.class, this::prepareAndExecuteBatch),
            operation(Requests.FetchRequest.class, this::fetch),
            operation(Requests.CommitRequest.class, this::commit),
            operation(Requests.RollbackRequest.class, this::rollback),
            operation(Requests.DatabasePropertyRequest.class, this::databaseProperties),
            operation(Requests.CatalogsRequest.class, this::catalogs),
            operation(Requests.SchemasRequest.class, this::schemas),
            operation(Requests.TablesRequest.class, this::tables),
            operation(Requests.TableTypesRequest.class, this::tableTypes),
            operation(Requests.ColumnsRequest.class, this::columns),
            operation(Requests.TypeInfoRequest.class, this::typeInfo));

    EngineMeta(
            GatewayConfig config, QueryService queries, SessionRegistry sessions, Logins logins, InstantSource clock) {
        this.config = config;
        this.queries = queries;
        this.changes = new ChangeRequests(queries);
        this.sessions = sessions;
        this.logins = logins;
        this.clock = clock;
    }

    Message apply(Call call, Message request) {
        Operation operation = operations.get(request.getClass());
        if (operation == null) {
            throw new BestPeerException(
                    ErrorCode.NOT_SUPPORTED, request.getDescriptorForType().getName() + " is not supported");
        }
        return operation.apply(call, request);
    }

    private Message openConnection(Call call, Requests.OpenConnectionRequest request) {
        byte[] digest = logins.check(call.login());
        String network = call.network().isEmpty() ? request.getInfoOrDefault("network", "") : call.network();
        if (!network.isEmpty() && !network.equals(config.network())) {
            throw new BestPeerException(
                    ErrorCode.UNKNOWN_NETWORK,
                    "this peer belongs to no network of that name; its network is " + config.network());
        }
        Principal principal =
                new Principal(config.network(), config.company(), call.login().user());
        boolean partialResults = partialResults(call, request.getInfoOrDefault("partialResults", "false"));
        ZoneId zone = zone(request.getInfoOrDefault("timeZone", ""));
        boolean columnFrames = request.getInfoOrDefault(ColumnChunks.WISH, "").equals("true");
        sessions.expire(clock.instant());
        sessions.add(
                request.getConnectionId(),
                new GatewaySession(
                        new GatewaySession.Wishes(zone, partialResults, columnFrames),
                        principal,
                        digest,
                        config.limits().statements(),
                        clock.instant()));
        return Responses.OpenConnectionResponse.getDefaultInstance();
    }

    private static boolean partialResults(Call call, String wish) {
        if (!wish.equals("true") && !wish.equals("false")) {
            throw new BestPeerException(ErrorCode.INVALID_VALUE, "partialResults is true or false");
        }
        boolean wanted = wish.equals("true");
        if (wanted && !call.mark().isRead()) {
            throw MissingMark.unreadable();
        }
        return wanted;
    }

    private static ZoneId zone(String name) {
        try {
            return name.isEmpty() ? ZoneOffset.UTC : ZoneId.of(name, ZoneId.SHORT_IDS);
        } catch (DateTimeException e) {
            throw new BestPeerException(
                    ErrorCode.INVALID_VALUE, "timeZone is not a time zone; write it like Europe/Berlin", e);
        }
    }

    private Message closeConnection(Call call, Requests.CloseConnectionRequest request) {
        session(call, request.getConnectionId());
        sessions.close(request.getConnectionId());
        return Responses.CloseConnectionResponse.getDefaultInstance();
    }

    private Message sync(Call call, Requests.ConnectionSyncRequest request) {
        GatewaySession session = session(call, request.getConnectionId());
        ConnectionProperties asked = request.getConnProps();
        // Statements stand alone: what a client wishes here is remembered, and looked at when it wants to change rows.
        ConnectionProperties.Builder merged = session.properties().toBuilder();
        if (asked.getHasAutoCommit()) {
            merged.setAutoCommit(asked.getAutoCommit());
        }
        if (asked.getHasReadOnly()) {
            merged.setReadOnly(asked.getReadOnly());
        }
        if (!asked.getSchema().isEmpty()) {
            merged.setSchema(asked.getSchema());
        }
        merged.setTransactionIsolation(asked.getTransactionIsolation());
        session.properties(merged.setIsDirty(false).build());
        return Responses.ConnectionSyncResponse.newBuilder()
                .setConnProps(session.properties())
                .build();
    }

    private Message createStatement(Call call, Requests.CreateStatementRequest request) {
        int id = session(call, request.getConnectionId()).open();
        return Responses.CreateStatementResponse.newBuilder()
                .setConnectionId(request.getConnectionId())
                .setStatementId(id)
                .build();
    }

    private Message closeStatement(Call call, Requests.CloseStatementRequest request) {
        session(call, request.getConnectionId()).close(request.getStatementId());
        return Responses.CloseStatementResponse.getDefaultInstance();
    }

    private Message prepare(Call call, Requests.PrepareRequest request) {
        GatewaySession session = session(call, request.getConnectionId());
        PreparedQuery query = queries.prepare(engineSession(call, session), request.getSql());
        int id = session.open();
        session.find(id).ifPresent(s -> s.prepare(query));
        return Responses.PrepareResponse.newBuilder()
                .setStatement(StatementHandle.newBuilder()
                        .setConnectionId(request.getConnectionId())
                        .setId(id)
                        .setSignature(Signatures.of(query, config.network())))
                .build();
    }

    private Message prepareAndExecute(Call call, Requests.PrepareAndExecuteRequest request) {
        GatewaySession session = session(call, request.getConnectionId());
        OpenStatement statement = session.findOrOpen(request.getStatementId()).orElse(null);
        if (statement == null) {
            return missing();
        }
        boolean more = false;
        try {
            ExecuteResponse response = prepareAndExecute(
                    new ChangeRequests.Place(session, engineSession(call, session), statement), request);
            call.mark().tell(statement.missing());
            more = response.getResults(0).hasFirstFrame()
                    && !response.getResults(0).getFirstFrame().getDone();
            return response;
        } finally {
            if (!more) {
                session.completed(request.getStatementId(), statement);
            }
        }
    }

    private ExecuteResponse prepareAndExecute(ChangeRequests.Place place, Requests.PrepareAndExecuteRequest request) {
        Session engine = place.engine();
        PreparedQuery query = queries.prepare(engine, request.getSql());
        if (!query.parameters().isEmpty()) {
            throw new BestPeerException(
                    ErrorCode.INVALID_PARAMETER, "the statement has parameters; prepare it and set them");
        }
        if (query.changesRows()) {
            return changes.execute(place, query, List.of(), request.getConnectionId(), request.getStatementId());
        }
        long maxRows = request.getMaxRowsTotal() > 0 ? request.getMaxRowsTotal() : Long.MAX_VALUE;
        Frame frame = place.statement()
                .execute(
                        () -> cursor(place.session(), engine, query, List.of(), maxRows),
                        frameRows(place.session(), request.getFirstFrameMaxSize()));
        return executed(request.getConnectionId(), request.getStatementId(), Optional.of(query), frame);
    }

    private Message execute(Call call, Requests.ExecuteRequest request) {
        // Only the two identifiers of the client's handle are looked at, never the signature that comes with it.
        String connection = request.getStatementHandle().getConnectionId();
        int id = request.getStatementHandle().getId();
        GatewaySession session = session(call, connection);
        OpenStatement statement = session.find(id).orElse(null);
        PreparedQuery query = statement == null ? null : statement.prepared();
        if (statement == null || query == null) {
            return missing();
        }
        Session engine = engineSession(call, session);
        if (query.changesRows()) {
            ChangeRequests.Place place = new ChangeRequests.Place(session, engine, statement);
            return changes.execute(place, query, request.getParameterValuesList(), connection, id);
        }
        List<@Nullable Object> values = Parameters.read(request.getParameterValuesList(), query.parameters());
        Frame frame = statement.execute(
                () -> cursor(session, engine, query, values, Long.MAX_VALUE),
                frameRows(session, request.getFirstFrameMaxSize()));
        call.mark().tell(statement.missing());
        return executed(connection, id, session.wishes().columnFrames() ? Optional.empty() : Optional.of(query), frame);
    }

    private Message executeBatch(Call call, Requests.ExecuteBatchRequest request) {
        GatewaySession session = session(call, request.getConnectionId());
        return session.find(request.getStatementId())
                .map(statement -> new ChangeRequests.Place(session, engineSession(call, session), statement))
                .flatMap(place -> changes.execute(place, request))
                .orElseGet(() -> Responses.ExecuteBatchResponse.newBuilder()
                        .setMissingStatement(true)
                        .build());
    }

    private Message prepareAndExecuteBatch(Call call, Requests.PrepareAndExecuteBatchRequest request) {
        GatewaySession session = session(call, request.getConnectionId());
        OpenStatement statement = session.findOrOpen(request.getStatementId()).orElse(null);
        if (statement == null) {
            return Responses.ExecuteBatchResponse.newBuilder()
                    .setMissingStatement(true)
                    .build();
        }
        try {
            return changes.execute(new ChangeRequests.Place(session, engineSession(call, session), statement), request);
        } finally {
            session.completed(request.getStatementId(), statement);
        }
    }

    private ResultCursor cursor(
            GatewaySession asking,
            Session session,
            PreparedQuery query,
            List<@Nullable Object> parameters,
            long maxRows) {
        return new ResultCursor(
                queries.execute(session, query, parameters),
                asking.wishes()::frameRows,
                maxRows,
                config.limits().frameBytes(),
                System::nanoTime,
                clock.instant().plus(session.queryTimeout()));
    }

    /** @param described the query if its client must be told of its columns, which ours knows of what it has prepared */
    private ExecuteResponse executed(String connection, int statement, Optional<PreparedQuery> described, Frame frame) {
        ResultSetResponse.Builder result = ResultSetResponse.newBuilder()
                .setConnectionId(connection)
                .setStatementId(statement)
                .setFirstFrame(frame)
                .setUpdateCount(-1);
        described.ifPresent(query -> result.setSignature(Signatures.of(query, config.network())));
        return ExecuteResponse.newBuilder().addResults(result).build();
    }

    private Message fetch(Call call, Requests.FetchRequest request) {
        GatewaySession session = session(call, request.getConnectionId());
        OpenStatement statement = session.find(request.getStatementId()).orElse(null);
        if (statement == null) {
            return FetchResponse.newBuilder()
                    .setMissingStatement(true)
                    .setMissingResults(true)
                    .build();
        }
        int asked = request.getFrameMaxSize() != 0 ? request.getFrameMaxSize() : request.getFetchMaxRowCount();
        Frame frame = statement.fetch(request.getOffset(), frameRows(session, asked));
        call.mark().tell(statement.missing());
        if (frame != null && frame.getDone()) {
            session.completed(request.getStatementId(), statement);
        }
        return frame == null
                ? FetchResponse.newBuilder().setMissingResults(true).build()
                : FetchResponse.newBuilder().setFrame(frame).build();
    }

    private Message commit(Call call, Requests.CommitRequest request) {
        session(call, request.getConnectionId());
        return Responses.CommitResponse.getDefaultInstance();
    }

    private Message rollback(Call call, Requests.RollbackRequest request) {
        session(call, request.getConnectionId());
        return Responses.RollbackResponse.getDefaultInstance();
    }

    private Message databaseProperties(Call call, Requests.DatabasePropertyRequest request) {
        session(call, request.getConnectionId());
        return DatabaseProperties.response();
    }

    private Message catalogs(Call call, Requests.CatalogsRequest request) {
        return results(call, request.getConnectionId(), CatalogResults::catalogs);
    }

    private Message schemas(Call call, Requests.SchemasRequest request) {
        return results(call, request.getConnectionId(), c -> c.schemas(request));
    }

    private Message tables(Call call, Requests.TablesRequest request) {
        return results(call, request.getConnectionId(), c -> c.tables(request));
    }

    private Message tableTypes(Call call, Requests.TableTypesRequest request) {
        return results(call, request.getConnectionId(), CatalogResults::tableTypes);
    }

    private Message columns(Call call, Requests.ColumnsRequest request) {
        return results(call, request.getConnectionId(), c -> c.columns(request));
    }

    private Message typeInfo(Call call, Requests.TypeInfoRequest request) {
        return results(call, request.getConnectionId(), CatalogResults::typeInfo);
    }

    private Message results(Call call, String connection, Function<CatalogResults, MetadataTable> question) {
        GatewaySession session = session(call, connection);
        MetadataTable table = question.apply(new CatalogResults(queries.catalog(), queries.systemTables()));
        return table.response(connection, session.nextId());
    }

    private GatewaySession session(Call call, String id) {
        GatewaySession session = sessions.find(id).orElseThrow(UnknownConnectionException::new);
        logins.check(call.login(), session);
        session.used(clock.instant());
        session.heardOn(call.line(), clock);
        return session;
    }

    private static Session engineSession(Call call, GatewaySession session) {
        boolean partial = session.wishes().partialResults() && call.mark().isRead();
        return new Session(session.principal(), session.wishes().timeZone(), call.queryTimeout(), partial);
    }

    private int frameRows(GatewaySession session, int asked) {
        int most = session.wishes().columnFrames()
                ? ColumnChunks.MOST_ROWS
                : config.limits().frameRows();
        return asked <= 0 ? GatewayLimits.DEFAULT_FRAME_ROWS : Math.min(asked, most);
    }

    private static Message missing() {
        return ExecuteResponse.newBuilder().setMissingStatement(true).build();
    }

    private static <M extends Message> Map.Entry<Class<? extends Message>, Operation> operation(
            Class<M> type, TypedOperation<M> operation) {
        return Map.entry(type, (call, request) -> operation.apply(call, type.cast(request)));
    }

    /** Answers any request. */
    private interface Operation {
        Message apply(Call call, Message request);
    }

    /** Answers one type of request. */
    private interface TypedOperation<M extends Message> {
        Message apply(Call call, M request);
    }
}
