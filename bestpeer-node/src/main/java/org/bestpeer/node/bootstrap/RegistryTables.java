package org.bestpeer.node.bootstrap;

import java.util.List;

/** The registry's tables. Statements only ever get added: they also bring an older registry up to date. */
final class RegistryTables {
    static final List<String> STATEMENTS = List.of(
            """
            CREATE CACHED TABLE IF NOT EXISTS networks (
              network VARCHAR(32) PRIMARY KEY, catalogue BIGINT NOT NULL, schema_version INTEGER NOT NULL)""",
            """
            CREATE CACHED TABLE IF NOT EXISTS schemas (
              network VARCHAR(32) NOT NULL REFERENCES networks, version INTEGER NOT NULL,
              sql_text VARCHAR(1048576) NOT NULL, applied_at BIGINT NOT NULL, PRIMARY KEY (network, version))""",
            """
            CREATE CACHED TABLE IF NOT EXISTS companies (
              network VARCHAR(32) NOT NULL REFERENCES networks, company VARCHAR(32) NOT NULL,
              peers_ever INTEGER NOT NULL, PRIMARY KEY (network, company))""",
            """
            CREATE CACHED TABLE IF NOT EXISTS tokens (
              hash VARCHAR(64) PRIMARY KEY, network VARCHAR(32) NOT NULL, company VARCHAR(32) NOT NULL,
              expires_at BIGINT NOT NULL, peer VARCHAR(64),
              FOREIGN KEY (network, company) REFERENCES companies)""",
            """
            CREATE CACHED TABLE IF NOT EXISTS peers (
              network VARCHAR(32) NOT NULL, peer VARCHAR(64) NOT NULL, company VARCHAR(32) NOT NULL,
              address VARCHAR(300) NOT NULL, incarnation BIGINT NOT NULL, serial VARCHAR(64) NOT NULL,
              state VARCHAR(16) NOT NULL, PRIMARY KEY (network, peer),
              FOREIGN KEY (network, company) REFERENCES companies)""",
            """
            CREATE CACHED TABLE IF NOT EXISTS shares (
              network VARCHAR(32) NOT NULL, table_name VARCHAR(128) NOT NULL, company VARCHAR(32) NOT NULL,
              PRIMARY KEY (network, table_name, company), FOREIGN KEY (network, company) REFERENCES companies)""",
            """
            CREATE CACHED TABLE IF NOT EXISTS publishers (
              network VARCHAR(32) NOT NULL, table_name VARCHAR(128) NOT NULL, company VARCHAR(32) NOT NULL,
              PRIMARY KEY (network, table_name), FOREIGN KEY (network, company) REFERENCES companies)""",
            "UPDATE peers SET state = 'known' WHERE state = 'joined'");

    private RegistryTables() {}
}
