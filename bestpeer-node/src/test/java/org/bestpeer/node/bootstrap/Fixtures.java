package org.bestpeer.node.bootstrap;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.catalog.ColumnDefinition;
import org.bestpeer.engine.catalog.TableDefinition;
import org.bestpeer.engine.catalog.TableKind;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.node.admin.AdminError;
import org.bestpeer.node.admin.AdminException;
import org.bestpeer.overlay.PeerAddress;

/** Fakes of what others supply to the registry. */
final class Fixtures {
    static final PeerAddress ADDRESS = new PeerAddress("peer.example.com", 7410);
    static final byte[] REQUEST = "csr".getBytes(StandardCharsets.UTF_8);

    private Fixtures() {}

    /** A schema is written as {@code orders(id:integer,price:decimal) *nation(id:integer)}; a star marks reference tables. */
    static List<TableDefinition> readSchema(String text) {
        List<TableDefinition> tables = new ArrayList<>();
        for (String table : text.split(" ")) {
            int open = table.indexOf('(');
            if (open < 0) {
                throw new BestPeerException(ErrorCode.SYNTAX_ERROR, "line 1: expected CREATE TABLE");
            }
            boolean reference = table.startsWith("*");
            List<ColumnDefinition> columns = new ArrayList<>();
            for (String column : table.substring(open + 1, table.length() - 1).split(",")) {
                String[] parts = column.split(":");
                DataType type = parts[1].equals("decimal") ? DataType.decimal(15, 2) : DataType.INTEGER;
                columns.add(new ColumnDefinition(parts[0], type, true, Optional.empty(), ""));
            }
            tables.add(new TableDefinition(
                    table.substring(reference ? 1 : 0, open),
                    reference ? TableKind.REFERENCE : TableKind.PARTITIONED,
                    columns,
                    List.of(),
                    List.of(),
                    List.of(),
                    ""));
        }
        return tables;
    }

    /** Signs everything but the request {@code bad}; tokens are {@code NETWORK/COMPANY/SECRET}. */
    static final class FakeAuthority implements NetworkAuthority {
        @Override
        public void createNetwork(String network) {}

        @Override
        public String encodeToken(String network, String company, String secret) {
            return network + "/" + company + "/" + secret;
        }

        @Override
        public Issued issue(String network, String company, String peer, PeerAddress address, byte[] request) {
            if (new String(request, StandardCharsets.UTF_8).equals("bad")) {
                throw new AdminException(AdminError.INVALID, "the certificate request is not PKCS#10");
            }
            return new Issued(List.of("leaf of " + peer), "ca of " + network, "01");
        }
    }

    static String secretOf(RegisteredCompany company) {
        return company.token().substring(company.token().lastIndexOf('/') + 1);
    }

    static SecureRandom random() {
        return new SecureRandom();
    }

    /** A clock that stands still unless it is moved. */
    static final class FakeClock extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void advance(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
