package org.bestpeer.node.gateway;

import java.util.Map;
import org.apache.calcite.avatica.proto.Common.DatabaseProperty;
import org.apache.calcite.avatica.proto.Common.Rep;
import org.apache.calcite.avatica.proto.Common.TypedValue;
import org.apache.calcite.avatica.proto.Responses.DatabasePropertyElement;
import org.apache.calcite.avatica.proto.Responses.DatabasePropertyResponse;

/** What the server says about itself to a plain Avatica client. */
final class DatabaseProperties {
    private static final Map<String, String> TEXTS = Map.of(
            "GET_DATABASE_PRODUCT_NAME", "BestPeer",
            "GET_DATABASE_PRODUCT_VERSION", "0.1",
            "GET_NUMERIC_FUNCTIONS", "",
            "GET_STRING_FUNCTIONS", "",
            "GET_SYSTEM_FUNCTIONS", "",
            "GET_TIME_DATE_FUNCTIONS", "",
            "GET_S_Q_L_KEYWORDS", "");

    private DatabaseProperties() {}

    static DatabasePropertyResponse response() {
        DatabasePropertyResponse.Builder response = DatabasePropertyResponse.newBuilder();
        TEXTS.forEach((name, value) -> response.addProps(DatabasePropertyElement.newBuilder()
                .setKey(DatabaseProperty.newBuilder().setName(name))
                .setValue(TypedValue.newBuilder().setType(Rep.STRING).setStringValue(value))));
        return response.build();
    }
}
