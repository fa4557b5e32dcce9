package org.bestpeer.jdbc;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.io.IOException;
import java.util.Optional;
import org.apache.calcite.avatica.proto.Common;
import org.apache.calcite.avatica.proto.Requests;
import org.apache.calcite.avatica.proto.Responses;

/** Avatica's messages as bytes and back, without Avatica's own reader, which loads classes that a server names. */
final class Wire {
    private static final int MAX_NESTING = 30;

    private Wire() {}

    static byte[] write(Message request) {
        return Common.WireMessage.newBuilder()
                .setName("org.apache.calcite.avatica.proto.Requests$"
                        + request.getDescriptorForType().getName())
                .setWrappedMessage(request.toByteString())
                .build()
                .toByteArray();
    }

    /** The answer; a failure that the server reports is thrown as {@link ServerFailure}. */
    static <M extends Message> M read(byte[] bytes, M expected) throws IOException {
        try {
            Common.WireMessage wire = parse(Common.WireMessage.parser(), CodedInputStream.newInstance(bytes));
            String name = wire.getName().substring(wire.getName().lastIndexOf('$') + 1);
            CodedInputStream in = wire.getWrappedMessage().newCodedInput();
            if (name.equals("ErrorResponse")) {
                Responses.ErrorResponse error = parse(Responses.ErrorResponse.parser(), in);
                throw new ServerFailure(error.getSqlState(), error.getErrorCode(), error.getErrorMessage());
            }
            if (!name.equals(expected.getDescriptorForType().getName())) {
                throw new IOException("it answered with another message than was asked for");
            }
            @SuppressWarnings("unchecked") // a message's own parser makes messages of its class
            Parser<M> parser = (Parser<M>) expected.getParserForType();
            return parse(parser, in);
        } catch (InvalidProtocolBufferException e) {
            throw new IOException("it does not answer as a BestPeer front does", e);
        }
    }

    private static <T> T parse(Parser<T> parser, CodedInputStream in) throws InvalidProtocolBufferException {
        in.setRecursionLimit(MAX_NESTING);
        return parser.parseFrom(in);
    }

    /** A result's description as Avatica's own object; how rows are made of values is not the server's to say. */
    static Common.Signature safe(Common.Signature signature) {
        return signature.toBuilder()
                .setCursorFactory(Common.CursorFactory.newBuilder().setStyle(Common.CursorFactory.Style.LIST))
                .build();
    }

    /** What the server says went wrong. */
    static final class ServerFailure extends IOException {
        private static final int UNKNOWN_CONNECTION = 1;
        private final String sqlState;
        private final int code;

        ServerFailure(String sqlState, int code, String message) {
            super(message);
            this.sqlState = sqlState.length() == 5 ? sqlState : "HY000";
            this.code = code;
        }

        String sqlState() {
            return sqlState;
        }

        boolean isUnknownConnection() {
            return code == UNKNOWN_CONNECTION;
        }
    }

    /** What ends a query that was asked for before; empty for what is none. */
    static Optional<Requests.CloseStatementRequest> endOf(Message request, String connectionId) {
        Requests.CloseStatementRequest.Builder end =
                Requests.CloseStatementRequest.newBuilder().setConnectionId(connectionId);
        if (request instanceof Requests.PrepareAndExecuteRequest plain) {
            return Optional.of(end.setStatementId(plain.getStatementId()).build());
        }
        if (request instanceof Requests.ExecuteRequest prepared) {
            return Optional.of(
                    end.setStatementId(prepared.getStatementHandle().getId()).build());
        }
        return Optional.empty();
    }
}
