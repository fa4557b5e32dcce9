package org.bestpeer.jdbc;

import com.google.protobuf.Message;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.calcite.avatica.AvaticaConnection;
import org.apache.calcite.avatica.AvaticaStatement;
import org.apache.calcite.avatica.MetaImpl;
import org.apache.calcite.avatica.QueryState;
import org.apache.calcite.avatica.proto.Common;
import org.apache.calcite.avatica.proto.Requests;
import org.apache.calcite.avatica.proto.Responses;
import org.apache.calcite.avatica.remote.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * What Avatica's JDBC objects ask, as messages to a front. A plain statement costs one request: its number is chosen
 * here, and a front keeps nothing of a statement whose rows fitted into the answer.
 */
final class GatewayMeta extends MetaImpl {
    private static final int FIRST_OWN_ID = 1 << 30;

    private @Nullable GatewayLink attached;
    private final AtomicInteger lastOwnId = new AtomicInteger(FIRST_OWN_ID);
    /** Prepared statements that the front had forgotten, as it knows them now. */
    private final Map<Integer, StatementHandle> preparedAgain = new ConcurrentHashMap<>();
    /** Plain statements that the front may know of. */
    private final Map<Integer, Boolean> known = new ConcurrentHashMap<>();

    GatewayMeta(AvaticaConnection connection) {
        super(connection);
        connProps.setAutoCommit(true).setReadOnly(false).setSchema("public");
    }

    /** Gives it its link; Avatica makes this object before the connection is complete. */
    void attach(GatewayLink link) {
        attached = link;
    }

    private GatewayLink link() {
        return Objects.requireNonNull(attached);
    }

    @Override
    public StatementHandle createStatement(ConnectionHandle ch) {
        return new StatementHandle(ch.id, lastOwnId.incrementAndGet(), null);
    }

    @Override
    public void closeConnection(ConnectionHandle ch) {
        Requests.CloseConnectionRequest request = Requests.CloseConnectionRequest.newBuilder()
                .setConnectionId(ch.id)
                .build();
        try {
            link().callShortly(request, Responses.CloseConnectionResponse.getDefaultInstance());
        } finally {
            link().close();
        }
    }

    @Override
    public void closeStatement(StatementHandle h) {
        boolean plain = h.id >= FIRST_OWN_ID;
        if (!plain || known.remove(h.id) != null) {
            CancelRequest.quietly(() -> release(h));
        }
        preparedAgain.remove(h.id);
    }

    /** Tells the front to stop the statement and forget it; the next execution makes it anew. */
    void release(StatementHandle h) {
        link().callShortly(
                        Requests.CloseStatementRequest.newBuilder()
                                .setConnectionId(h.connectionId)
                                .setStatementId(current(h).id)
                                .build(),
                        Responses.CloseStatementResponse.getDefaultInstance());
    }

    @Override
    public StatementHandle prepare(ConnectionHandle ch, String sql, long maxRowCount) {
        return prepare(ch.id, sql);
    }

    private StatementHandle prepare(String connectionId, String sql) {
        Common.StatementHandle handle = link().call(
                        Requests.PrepareRequest.newBuilder()
                                .setConnectionId(connectionId)
                                .setSql(sql)
                                .setMaxRowsTotal(-1)
                                .build(),
                        Responses.PrepareResponse.getDefaultInstance(),
                        0)
                .getStatement();
        return StatementHandle.fromProto(handle.toBuilder()
                .setSignature(Wire.safe(handle.getSignature()))
                .build());
    }

    @SuppressWarnings("deprecation") // Avatica still declares it
    @Override
    public ExecuteResult prepareAndExecute(StatementHandle h, String sql, long maxRowCount, PrepareCallback callback) {
        return prepareAndExecute(h, sql, maxRowCount, 0, callback);
    }

    @Override
    public ExecuteResult prepareAndExecute(
            StatementHandle h, String sql, long maxRowCount, int maxRowsInFirstFrame, PrepareCallback callback) {
        try {
            synchronized (callback.getMonitor()) {
                callback.clear();
            }
            Requests.PrepareAndExecuteRequest request = Requests.PrepareAndExecuteRequest.newBuilder()
                    .setConnectionId(h.connectionId)
                    .setStatementId(h.id)
                    .setSql(sql)
                    .setMaxRowsTotal(maxRowCount)
                    .setFirstFrameMaxSize(statement(h).getFetchSize())
                    .build();
            known.put(h.id, true);
            // Not under the monitor, so that another thread can cancel.
            MetaResultSet result =
                    result(send(request, Responses.ExecuteResponse.getDefaultInstance(), SqlKind.of(sql), h), null);
            if (result.firstFrame == null || result.firstFrame.done) {
                known.remove(h.id);
            }
            synchronized (callback.getMonitor()) {
                callback.assign(result.signature, result.firstFrame, result.updateCount);
            }
            callback.execute();
            return new ExecuteResult(List.of(result));
        } catch (SQLException e) {
            throw new GatewayException(SqlErrors.clean(e));
        }
    }

    @SuppressWarnings("deprecation") // Avatica still declares it
    @Override
    public ExecuteResult execute(StatementHandle h, List<TypedValue> parameterValues, long maxRowCount) {
        return execute(h, parameterValues, 0);
    }

    @Override
    public ExecuteResult execute(StatementHandle h, List<TypedValue> parameterValues, int maxRowsInFirstFrame) {
        Responses.ExecuteResponse response = executeOnce(h, parameterValues, maxRowsInFirstFrame);
        if (response.getMissingStatement()) {
            prepareAgain(h);
            response = executeOnce(h, parameterValues, maxRowsInFirstFrame);
        }
        return new ExecuteResult(List.of(result(response, current(h).signature)));
    }

    private void prepareAgain(StatementHandle h) {
        preparedAgain.put(h.id, prepare(h.connectionId, sql(h)));
    }

    /** A statement as the front knows it. */
    private StatementHandle current(StatementHandle h) {
        return preparedAgain.getOrDefault(h.id, h);
    }

    private String sql(StatementHandle h) {
        return String.valueOf(statement(h).sql());
    }

    /** What changes rows must not be sent twice, and needs a connection on which it is allowed. */
    private <M extends Message> M send(Message request, M expected, SqlKind kind, StatementHandle h) {
        if (kind != SqlKind.CHANGE) {
            GatewayLink.Answer<M> answer = link().ask(request, expected, timeout(h));
            if (statement(h).isCancelled()) {
                // Maybe the peer heard of that before it knew the statement.
                release(h);
                throw new GatewayException(SqlErrors.of("57014", "the statement was cancelled"));
            }
            statement(h).incomplete(answer.missing());
            return answer.message();
        }
        Changes.requireAllowed(connProps);
        return link().callOnce(request, expected, timeout(h));
    }

    private Responses.ExecuteResponse executeOnce(StatementHandle h, List<TypedValue> values, int frameRows) {
        Requests.ExecuteRequest.Builder request = Requests.ExecuteRequest.newBuilder()
                .setStatementHandle(Common.StatementHandle.newBuilder()
                        .setConnectionId(h.connectionId)
                        .setId(current(h).id))
                .setHasParameterValues(true)
                .setFirstFrameMaxSize(frameRows);
        for (@Nullable TypedValue value : values) {
            request.addParameterValues(value == null ? TypedValue.PROTO_IMPLICIT_NULL : value.toProto());
        }
        return send(request.build(), Responses.ExecuteResponse.getDefaultInstance(), SqlKind.of(sql(h)), h);
    }

    /** @param prepared what is known of the result's columns, which need not be said again */
    private static MetaResultSet result(Responses.ExecuteResponse response, @Nullable Signature prepared) {
        if (response.getMissingStatement() || response.getResultsCount() != 1) {
            throw new GatewayException(SqlErrors.of("HY000", "the peer has lost the statement; run it again"));
        }
        return result(response.getResults(0), prepared);
    }

    private static MetaResultSet result(Responses.ResultSetResponse response, @Nullable Signature prepared) {
        if (response.getUpdateCount() != -1 && !response.hasFirstFrame()) {
            return MetaResultSet.count(
                    response.getConnectionId(), response.getStatementId(), response.getUpdateCount());
        }
        return MetaResultSet.create(
                response.getConnectionId(),
                response.getStatementId(),
                response.getOwnStatement(),
                response.hasSignature() || prepared == null
                        ? Signature.fromProto(Wire.safe(response.getSignature()))
                        : prepared,
                ColumnFrame.of(response.getFirstFrame()));
    }

    @Override
    public Frame fetch(StatementHandle h, long offset, int fetchMaxRowCount) {
        GatewayLink.Answer<Responses.FetchResponse> answer = link().ask(
                        Requests.FetchRequest.newBuilder()
                                .setConnectionId(h.connectionId)
                                .setStatementId(current(h).id)
                                .setOffset(offset)
                                .setFrameMaxSize(fetchMaxRowCount)
                                .build(),
                        Responses.FetchResponse.getDefaultInstance(),
                        timeout(h));
        Responses.FetchResponse response = answer.message();
        if (response.getMissingStatement() || response.getMissingResults()) {
            throw new GatewayException(
                    SqlErrors.of("24000", "the peer no longer has the rest of the result; run the statement again"));
        }
        if (response.getFrame().getDone()) {
            known.remove(h.id);
        }
        if (connection.statementMap.get(h.id) instanceof BestPeerStatementState state) {
            state.incomplete(answer.missing());
        }
        return ColumnFrame.of(response.getFrame());
    }

    private BestPeerStatementState statement(StatementHandle h) {
        AvaticaStatement statement = connection.statementMap.get(h.id);
        if (!(statement instanceof BestPeerStatementState state)) {
            throw new GatewayException(SqlErrors.of("24000", "the statement is closed"));
        }
        return state;
    }

    private int timeout(StatementHandle h) {
        return connection.statementMap.get(h.id) instanceof BestPeerStatementState state ? state.millisLeft() : 0;
    }

    @Override
    public ConnectionProperties connectionSync(ConnectionHandle ch, ConnectionProperties changed) {
        // Nothing of it changes what the front does, so it is remembered here and costs no request.
        return connProps.merge(changed);
    }

    @Override
    public void commit(ConnectionHandle ch) {
        // Each statement stands alone: nothing is pending.
    }

    @Override
    public void rollback(ConnectionHandle ch) {
        // Each statement stands alone: nothing is pending.
    }

    @Override
    public ExecuteBatchResult prepareAndExecuteBatch(StatementHandle h, List<String> sqlCommands) {
        Requests.PrepareAndExecuteBatchRequest request = Requests.PrepareAndExecuteBatchRequest.newBuilder()
                .setConnectionId(h.connectionId)
                .setStatementId(h.id)
                .addAllSqlCommands(sqlCommands)
                .build();
        return counts(send(request, Responses.ExecuteBatchResponse.getDefaultInstance(), SqlKind.CHANGE, h));
    }

    @Override
    public ExecuteBatchResult executeBatch(StatementHandle h, List<List<TypedValue>> parameterValues) {
        Responses.ExecuteBatchResponse response = executeBatchOnce(h, parameterValues);
        if (response.getMissingStatement()) {
            prepareAgain(h);
            response = executeBatchOnce(h, parameterValues);
        }
        return counts(response);
    }

    private Responses.ExecuteBatchResponse executeBatchOnce(StatementHandle h, List<List<TypedValue>> rows) {
        Requests.ExecuteBatchRequest.Builder request = Requests.ExecuteBatchRequest.newBuilder()
                .setConnectionId(h.connectionId)
                .setStatementId(current(h).id);
        for (List<TypedValue> row : rows) {
            Requests.UpdateBatch.Builder values = Requests.UpdateBatch.newBuilder();
            for (@Nullable TypedValue value : row) {
                values.addParameterValues(value == null ? TypedValue.PROTO_IMPLICIT_NULL : value.toProto());
            }
            request.addUpdates(values);
        }
        return send(request.build(), Responses.ExecuteBatchResponse.getDefaultInstance(), SqlKind.CHANGE, h);
    }

    private static ExecuteBatchResult counts(Responses.ExecuteBatchResponse response) {
        if (response.getMissingStatement()) {
            throw new GatewayException(SqlErrors.of("HY000", "the peer has lost the statement; run it again"));
        }
        return new ExecuteBatchResult(response.getUpdateCountsList().stream()
                .mapToLong(Long::longValue)
                .toArray());
    }

    @Override
    public boolean syncResults(StatementHandle h, QueryState state, long offset) {
        return false;
    }

    @Override
    public Map<DatabaseProperty, Object> getDatabaseProperties(ConnectionHandle ch) {
        return Map.of();
    }

    @Override
    public MetaResultSet getCatalogs(ConnectionHandle ch) {
        return ask(Requests.CatalogsRequest.newBuilder().setConnectionId(ch.id).build());
    }

    @Override
    public MetaResultSet getTableTypes(ConnectionHandle ch) {
        return ask(
                Requests.TableTypesRequest.newBuilder().setConnectionId(ch.id).build());
    }

    @Override
    public MetaResultSet getTypeInfo(ConnectionHandle ch) {
        return ask(Requests.TypeInfoRequest.newBuilder().setConnectionId(ch.id).build());
    }

    @Override
    public MetaResultSet getSchemas(ConnectionHandle ch, @Nullable String catalog, Pat schema) {
        Requests.SchemasRequest.Builder request =
                Requests.SchemasRequest.newBuilder().setConnectionId(ch.id);
        if (catalog != null) {
            request.setHasCatalog(true).setCatalog(catalog);
        }
        if (schema.s != null) {
            request.setHasSchemaPattern(true).setSchemaPattern(schema.s);
        }
        return ask(request.build());
    }

    @Override
    public MetaResultSet getTables(
            ConnectionHandle ch, @Nullable String catalog, Pat schema, Pat table, @Nullable List<String> types) {
        Requests.TablesRequest.Builder request =
                Requests.TablesRequest.newBuilder().setConnectionId(ch.id);
        if (catalog != null) {
            request.setHasCatalog(true).setCatalog(catalog);
        }
        if (schema.s != null) {
            request.setHasSchemaPattern(true).setSchemaPattern(schema.s);
        }
        if (table.s != null) {
            request.setHasTableNamePattern(true).setTableNamePattern(table.s);
        }
        if (types != null) {
            request.setHasTypeList(true).addAllTypeList(types);
        }
        return ask(request.build());
    }

    @Override
    public MetaResultSet getColumns(ConnectionHandle ch, @Nullable String catalog, Pat schema, Pat table, Pat column) {
        Requests.ColumnsRequest.Builder request =
                Requests.ColumnsRequest.newBuilder().setConnectionId(ch.id);
        if (catalog != null) {
            request.setHasCatalog(true).setCatalog(catalog);
        }
        if (schema.s != null) {
            request.setHasSchemaPattern(true).setSchemaPattern(schema.s);
        }
        if (table.s != null) {
            request.setHasTableNamePattern(true).setTableNamePattern(table.s);
        }
        if (column.s != null) {
            request.setHasColumnNamePattern(true).setColumnNamePattern(column.s);
        }
        return ask(request.build());
    }

    private MetaResultSet ask(Message request) {
        Responses.ResultSetResponse response =
                link().call(request, Responses.ResultSetResponse.getDefaultInstance(), 0);
        // The statement that shows these rows is ours alone.
        return result(
                response.toBuilder()
                        .setStatementId(lastOwnId.incrementAndGet())
                        .setOwnStatement(true)
                        .build(),
                null);
    }
}
