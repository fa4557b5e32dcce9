package org.bestpeer.node.gateway;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.avatica.proto.Common.TypedValue;
import org.apache.calcite.avatica.proto.Requests;
import org.apache.calcite.avatica.proto.Responses.ExecuteBatchResponse;
import org.apache.calcite.avatica.proto.Responses.ExecuteResponse;
import org.apache.calcite.avatica.proto.Responses.ResultSetResponse;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.Change;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.PreparedQuery;
import org.bestpeer.engine.QueryService;
import org.bestpeer.engine.Session;

/** Statements and batches that change rows, and answer with numbers of rows. Thread-safe. */
final class ChangeRequests {
    private final QueryService queries;

    ChangeRequests(QueryService queries) {
        this.queries = queries;
    }

    /** Where a statement is run: the connection, what the engine knows of it, and the statement. */
    record Place(GatewaySession session, Session engine, OpenStatement statement) {}

    /** One statement. */
    ExecuteResponse execute(Place place, PreparedQuery query, List<TypedValue> values, String connection, int id) {
        List<Long> counts = change(place, List.of(change(query, values)));
        return ExecuteResponse.newBuilder()
                .addResults(ResultSetResponse.newBuilder()
                        .setConnectionId(connection)
                        .setStatementId(id)
                        .setUpdateCount(counts.get(0)))
                .build();
    }

    /** Texts, one after the other. */
    ExecuteBatchResponse execute(Place place, Requests.PrepareAndExecuteBatchRequest request) {
        List<Change> changes = request.getSqlCommandsList().stream()
                .map(sql -> change(queries.prepare(place.engine, sql), List.of()))
                .toList();
        return counted(request.getConnectionId(), request.getStatementId(), change(place, changes));
    }

    /** One text with the values of many executions; empty if nothing is prepared. */
    Optional<ExecuteBatchResponse> execute(Place place, Requests.ExecuteBatchRequest request) {
        return Optional.ofNullable(place.statement.prepared()).map(query -> {
            List<Change> changes = request.getUpdatesList().stream()
                    .map(update -> change(query, update.getParameterValuesList()))
                    .toList();
            return counted(request.getConnectionId(), request.getStatementId(), change(place, changes));
        });
    }

    private static Change change(PreparedQuery query, List<TypedValue> values) {
        if (!query.changesRows()) {
            throw new BestPeerException(
                    ErrorCode.INVALID_STATEMENT, "a batch consists of INSERT, UPDATE and DELETE, not of queries");
        }
        return new Change(query, Parameters.read(values, query.parameters()));
    }

    private List<Long> change(Place place, List<Change> changes) {
        if (place.session.properties().getReadOnly()) {
            throw new BestPeerException(
                    ErrorCode.READ_ONLY_CONNECTION,
                    "the connection is read-only; call setReadOnly(false) to change rows");
        }
        if (!place.session.properties().getAutoCommit()) {
            throw new BestPeerException(
                    ErrorCode.NOT_SUPPORTED,
                    "transactions of several statements are not supported: each statement and each batch commits by"
                            + " itself; call setAutoCommit(true) to change rows");
        }
        return place.statement.change(() -> queries.change(place.engine, changes));
    }

    private static ExecuteBatchResponse counted(String connection, int id, List<Long> counts) {
        return ExecuteBatchResponse.newBuilder()
                .setConnectionId(connection)
                .setStatementId(id)
                .addAllUpdateCounts(counts)
                .build();
    }
}
