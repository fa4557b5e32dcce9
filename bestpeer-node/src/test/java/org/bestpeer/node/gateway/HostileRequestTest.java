package org.bestpeer.node.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.apache.calcite.avatica.proto.Common;
import org.apache.calcite.avatica.proto.Requests;
import org.apache.calcite.avatica.proto.Responses;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HostileRequestTest {
    private static final String LOADED = "org.bestpeer.test.trap";

    private TestFront front;
    private final HttpClient http = HttpClient.newHttpClient();

    /** Tells when somebody initialises it. */
    static final class Trap {
        static {
            System.setProperty(LOADED, "true");
        }

        private Trap() {}
    }

    @BeforeEach
    void start() throws Exception {
        front = new TestFront();
    }

    @AfterEach
    void stop() {
        front.close();
    }

    @Test
    void loadsNoClassThatAClientNames() throws Exception {
        front.queries.on("q", List.of(new Field("n", DataType.INTEGER)), List.of(List.of(1)));
        open("c1");
        int id = parse(
                        post(
                                "PrepareRequest",
                                Requests.PrepareRequest.newBuilder()
                                        .setConnectionId("c1")
                                        .setSql("q")
                                        .build()),
                        Responses.PrepareResponse.parser())
                .getStatement()
                .getId();

        Common.StatementHandle handle = Common.StatementHandle.newBuilder()
                .setConnectionId("c1")
                .setId(id)
                .setSignature(Common.Signature.newBuilder()
                        .setCursorFactory(Common.CursorFactory.newBuilder()
                                .setStyle(Common.CursorFactory.Style.RECORD)
                                .setClassName(Trap.class.getName())))
                .build();
        HttpResponse<byte[]> answer = post(
                "ExecuteRequest",
                Requests.ExecuteRequest.newBuilder()
                        .setStatementHandle(handle)
                        .setHasParameterValues(true)
                        .build());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(parse(answer, Responses.ExecuteResponse.parser()).getResultsCount())
                .isEqualTo(1);
        assertThat(System.getProperty(LOADED)).isNull();
    }

    @Test
    void refusesMessagesThatAreNotRequests() throws Exception {
        for (String name : List.of("java.lang.Runtime", "ErrorResponse", "Requests$NoSuchRequest", "")) {
            Responses.ErrorResponse error = error(post(name, Requests.CommitRequest.getDefaultInstance()));
            assertThat(error.getSqlState()).isEqualTo("0A000");
            assertThat(error.getHasExceptions()).isFalse();
            assertThat(error.getMetadata().getServerAddress()).isEmpty();
        }
    }

    @Test
    void answersGarbageWithAnError() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            assertThat(error(post(bytes)).getSqlState()).isIn("42000", "0A000");
        }
    }

    @Test
    void anotherUsersConnectionIsUnknown() throws Exception {
        open("c1");

        Responses.ErrorResponse wrongPassword = error(post("CommitRequest", commit("c1"), "anna:guess"));
        Responses.ErrorResponse otherUser = error(post("CommitRequest", commit("c1"), "otto:any"));
        Responses.ErrorResponse unknown = error(post("CommitRequest", commit("c2"), "otto:any"));

        assertThat(wrongPassword.getSqlState()).isEqualTo("28000");
        assertThat(otherUser).isEqualTo(unknown);
        assertThat(unknown.getErrorCode()).isEqualTo(1);
    }

    @Test
    void refusesAConnectionIdentifierInUse() throws Exception {
        open("c1");
        assertThat(error(post("OpenConnectionRequest", open1("c1"))).getSqlState())
                .isEqualTo("08001");
    }

    @Test
    void refusesBodiesAboveTheLimit() throws Exception {
        assertThat(post(new byte[(8 << 20) + 1]).statusCode()).isEqualTo(413);
    }

    private void open(String id) throws Exception {
        assertThat(post("OpenConnectionRequest", open1(id)).statusCode()).isEqualTo(200);
    }

    private static Message open1(String id) {
        return Requests.OpenConnectionRequest.newBuilder().setConnectionId(id).build();
    }

    private static Message commit(String id) {
        return Requests.CommitRequest.newBuilder().setConnectionId(id).build();
    }

    private HttpResponse<byte[]> post(String name, Message message) throws Exception {
        return post(name, message, TestFront.USER + ":" + TestFront.PASSWORD);
    }

    private HttpResponse<byte[]> post(String name, Message message, String login) throws Exception {
        byte[] body = Common.WireMessage.newBuilder()
                .setName("x$" + name)
                .setWrappedMessage(message.toByteString())
                .build()
                .toByteArray();
        return post(body, login);
    }

    private HttpResponse<byte[]> post(byte[] body) throws Exception {
        return post(body, TestFront.USER + ":" + TestFront.PASSWORD);
    }

    private HttpResponse<byte[]> post(byte[] body, String login) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + front.server.localPort() + "/avatica"))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                .version(HttpClient.Version.HTTP_1_1)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static <T> T parse(HttpResponse<byte[]> answer, Parser<T> parser) throws Exception {
        ByteString wrapped = Common.WireMessage.parseFrom(answer.body()).getWrappedMessage();
        return parser.parseFrom(wrapped);
    }

    private static Responses.ErrorResponse error(HttpResponse<byte[]> answer) throws Exception {
        assertThat(answer.statusCode()).isIn(500, 401);
        return parse(answer, Responses.ErrorResponse.parser());
    }
}
