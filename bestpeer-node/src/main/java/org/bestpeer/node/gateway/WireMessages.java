package org.bestpeer.node.gateway;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.calcite.avatica.proto.Common.WireMessage;
import org.apache.calcite.avatica.proto.Requests;
import org.apache.calcite.avatica.proto.Responses;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;

/**
 * Bytes to requests of a closed list, and responses to bytes. A message is known by the last part of its name, because
 * a relocated client sends its own package in front.
 */
final class WireMessages {
    private static final int MAX_NESTING = 20;
    private static final String RESPONSE_PREFIX = "org.apache.calcite.avatica.proto.Responses$";
    private static final Map<String, Parser<? extends Message>> REQUESTS = List.<Message>of(
                    Requests.CatalogsRequest.getDefaultInstance(),
                    Requests.DatabasePropertyRequest.getDefaultInstance(),
                    Requests.SchemasRequest.getDefaultInstance(),
                    Requests.TablesRequest.getDefaultInstance(),
                    Requests.TableTypesRequest.getDefaultInstance(),
                    Requests.ColumnsRequest.getDefaultInstance(),
                    Requests.TypeInfoRequest.getDefaultInstance(),
                    Requests.PrepareAndExecuteRequest.getDefaultInstance(),
                    Requests.PrepareRequest.getDefaultInstance(),
                    Requests.FetchRequest.getDefaultInstance(),
                    Requests.CreateStatementRequest.getDefaultInstance(),
                    Requests.CloseStatementRequest.getDefaultInstance(),
                    Requests.OpenConnectionRequest.getDefaultInstance(),
                    Requests.CloseConnectionRequest.getDefaultInstance(),
                    Requests.ConnectionSyncRequest.getDefaultInstance(),
                    Requests.ExecuteRequest.getDefaultInstance(),
                    Requests.SyncResultsRequest.getDefaultInstance(),
                    Requests.CommitRequest.getDefaultInstance(),
                    Requests.RollbackRequest.getDefaultInstance(),
                    Requests.PrepareAndExecuteBatchRequest.getDefaultInstance(),
                    Requests.ExecuteBatchRequest.getDefaultInstance())
            .stream()
            .collect(Collectors.toUnmodifiableMap(m -> m.getDescriptorForType().getName(), Message::getParserForType));

    private WireMessages() {}

    static Message read(byte[] bytes) {
        try {
            WireMessage wire = parse(WireMessage.parser(), CodedInputStream.newInstance(bytes));
            String name = wire.getName();
            String simple = name.substring(Math.max(name.lastIndexOf('$'), name.lastIndexOf('.')) + 1);
            Parser<? extends Message> parser = REQUESTS.get(simple);
            if (parser == null) {
                throw new BestPeerException(ErrorCode.NOT_SUPPORTED, "not a request that this server knows");
            }
            return parse(parser, wire.getWrappedMessage().newCodedInput());
        } catch (IOException e) {
            throw new BestPeerException(ErrorCode.INVALID_STATEMENT, "the request is not a valid protobuf message", e);
        }
    }

    private static <T> T parse(Parser<T> parser, CodedInputStream in) throws InvalidProtocolBufferException {
        in.setRecursionLimit(MAX_NESTING);
        return parser.parseFrom(in);
    }

    static byte[] write(Message response) {
        return WireMessage.newBuilder()
                .setName(RESPONSE_PREFIX + response.getDescriptorForType().getName())
                .setWrappedMessage(response.toByteString())
                .build()
                .toByteArray();
    }

    /** The failure as a message. */
    static Responses.ErrorResponse error(String sqlState, int errorCode, String message) {
        return Responses.ErrorResponse.newBuilder()
                .setErrorMessage(message)
                .setSqlState(sqlState)
                .setErrorCode(errorCode)
                .setSeverity(org.apache.calcite.avatica.proto.Common.Severity.ERROR_SEVERITY)
                .build();
    }
}
