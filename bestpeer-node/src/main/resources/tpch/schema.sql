-- TPC-H, with the standard's names and keys.
-- Texts are VARCHAR where the standard has CHAR: blanks that pad a value to its length are not part of it, and
-- databases disagree on whether they count in comparisons.

CREATE REFERENCE TABLE region (
    r_regionkey BIGINT NOT NULL,
    r_name      VARCHAR(25) NOT NULL,
    r_comment   VARCHAR(152),
    PRIMARY KEY (r_regionkey)
);

CREATE REFERENCE TABLE nation (
    n_nationkey BIGINT NOT NULL,
    n_name      VARCHAR(25) NOT NULL,
    n_regionkey BIGINT NOT NULL,
    n_comment   VARCHAR(152),
    PRIMARY KEY (n_nationkey),
    FOREIGN KEY (n_regionkey) REFERENCES region (r_regionkey)
);

CREATE TABLE supplier (
    s_suppkey   BIGINT NOT NULL,
    s_name      VARCHAR(25) NOT NULL,
    s_address   VARCHAR(40) NOT NULL,
    s_nationkey BIGINT NOT NULL,
    s_phone     VARCHAR(15) NOT NULL,
    s_acctbal   DECIMAL(15, 2) NOT NULL,
    s_comment   VARCHAR(101) NOT NULL,
    PRIMARY KEY (s_suppkey),
    FOREIGN KEY (s_nationkey) REFERENCES nation (n_nationkey)
);

CREATE TABLE part (
    p_partkey     BIGINT NOT NULL,
    p_name        VARCHAR(55) NOT NULL,
    p_mfgr        VARCHAR(25) NOT NULL,
    p_brand       VARCHAR(10) NOT NULL,
    p_type        VARCHAR(25) NOT NULL,
    p_size        INTEGER NOT NULL,
    p_container   VARCHAR(10) NOT NULL,
    p_retailprice DECIMAL(15, 2) NOT NULL,
    p_comment     VARCHAR(23) NOT NULL,
    PRIMARY KEY (p_partkey)
);

CREATE TABLE partsupp (
    ps_partkey    BIGINT NOT NULL,
    ps_suppkey    BIGINT NOT NULL,
    ps_availqty   INTEGER NOT NULL,
    ps_supplycost DECIMAL(15, 2) NOT NULL,
    ps_comment    VARCHAR(199) NOT NULL,
    PRIMARY KEY (ps_partkey, ps_suppkey),
    FOREIGN KEY (ps_partkey) REFERENCES part (p_partkey),
    FOREIGN KEY (ps_suppkey) REFERENCES supplier (s_suppkey)
);

CREATE TABLE customer (
    c_custkey    BIGINT NOT NULL,
    c_name       VARCHAR(25) NOT NULL,
    c_address    VARCHAR(40) NOT NULL,
    c_nationkey  BIGINT NOT NULL,
    c_phone      VARCHAR(15) NOT NULL,
    c_acctbal    DECIMAL(15, 2) NOT NULL,
    c_mktsegment VARCHAR(10) NOT NULL,
    c_comment    VARCHAR(117) NOT NULL,
    PRIMARY KEY (c_custkey),
    FOREIGN KEY (c_nationkey) REFERENCES nation (n_nationkey)
);

CREATE TABLE orders (
    o_orderkey      BIGINT NOT NULL,
    o_custkey       BIGINT NOT NULL,
    o_orderstatus   VARCHAR(1) NOT NULL,
    o_totalprice    DECIMAL(15, 2) NOT NULL,
    o_orderdate     DATE NOT NULL,
    o_orderpriority VARCHAR(15) NOT NULL,
    o_clerk         VARCHAR(15) NOT NULL,
    o_shippriority  INTEGER NOT NULL,
    o_comment       VARCHAR(79) NOT NULL,
    PRIMARY KEY (o_orderkey),
    FOREIGN KEY (o_custkey) REFERENCES customer (c_custkey)
);

CREATE TABLE lineitem (
    l_orderkey      BIGINT NOT NULL,
    l_partkey       BIGINT NOT NULL,
    l_suppkey       BIGINT NOT NULL,
    l_linenumber    INTEGER NOT NULL,
    l_quantity      DECIMAL(15, 2) NOT NULL,
    l_extendedprice DECIMAL(15, 2) NOT NULL,
    l_discount      DECIMAL(15, 2) NOT NULL,
    l_tax           DECIMAL(15, 2) NOT NULL,
    l_returnflag    VARCHAR(1) NOT NULL,
    l_linestatus    VARCHAR(1) NOT NULL,
    l_shipdate      DATE NOT NULL,
    l_commitdate    DATE NOT NULL,
    l_receiptdate   DATE NOT NULL,
    l_shipinstruct  VARCHAR(25) NOT NULL,
    l_shipmode      VARCHAR(10) NOT NULL,
    l_comment       VARCHAR(44) NOT NULL,
    PRIMARY KEY (l_orderkey, l_linenumber),
    FOREIGN KEY (l_orderkey) REFERENCES orders (o_orderkey),
    FOREIGN KEY (l_partkey, l_suppkey) REFERENCES partsupp (ps_partkey, ps_suppkey)
);

COMMENT ON TABLE region IS 'Parts of the world';
COMMENT ON TABLE nation IS 'Countries, each in one region';
COMMENT ON TABLE supplier IS 'Companies that supply parts';
COMMENT ON TABLE part IS 'Parts that are bought and sold';
COMMENT ON TABLE partsupp IS 'Which supplier supplies which part, how many and at what cost';
COMMENT ON TABLE customer IS 'Those who order';
COMMENT ON TABLE orders IS 'Orders, each of one customer';
COMMENT ON TABLE lineitem IS 'Lines of orders';
COMMENT ON COLUMN supplier.s_acctbal IS 'Balance of the account; may be negative';
COMMENT ON COLUMN part.p_retailprice IS 'Recommended price of one piece';
COMMENT ON COLUMN partsupp.ps_availqty IS 'Pieces on stock';
COMMENT ON COLUMN partsupp.ps_supplycost IS 'Cost of one piece';
COMMENT ON COLUMN customer.c_acctbal IS 'Balance of the account; may be negative';
COMMENT ON COLUMN customer.c_mktsegment IS 'Branch of business';
COMMENT ON COLUMN orders.o_orderstatus IS 'F: all lines delivered, O: none, P: some';
COMMENT ON COLUMN orders.o_totalprice IS 'Sum over the lines, with discount and tax';
COMMENT ON COLUMN lineitem.l_quantity IS 'Pieces';
COMMENT ON COLUMN lineitem.l_extendedprice IS 'Pieces times price, before discount and tax';
COMMENT ON COLUMN lineitem.l_discount IS 'Share of the price, 0.00 to 0.10';
COMMENT ON COLUMN lineitem.l_tax IS 'Share of the discounted price, 0.00 to 0.08';
COMMENT ON COLUMN lineitem.l_returnflag IS 'R: returned, A: accepted, N: not yet received';
COMMENT ON COLUMN lineitem.l_linestatus IS 'O: open, F: delivered';
COMMENT ON COLUMN lineitem.l_shipdate IS 'Day of shipping';
COMMENT ON COLUMN lineitem.l_commitdate IS 'Day promised to the customer';
COMMENT ON COLUMN lineitem.l_receiptdate IS 'Day of receipt';
