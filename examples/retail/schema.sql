-- What a flour mill, a wholesaler and a shop share with each other.

CREATE REFERENCE TABLE category (
    code VARCHAR(8) NOT NULL,
    name VARCHAR(40) NOT NULL,
    PRIMARY KEY (code)
);

CREATE TABLE product (
    sku        VARCHAR(12) NOT NULL,
    name       VARCHAR(60) NOT NULL,
    category   VARCHAR(8) NOT NULL,
    list_price DECIMAL(10, 2) NOT NULL,
    PRIMARY KEY (sku),
    FOREIGN KEY (category) REFERENCES category (code)
);

CREATE TABLE stock (
    sku        VARCHAR(12) NOT NULL,
    place      VARCHAR(30) NOT NULL,
    pieces     INTEGER NOT NULL,
    counted_on DATE NOT NULL,
    PRIMARY KEY (sku, place),
    FOREIGN KEY (sku) REFERENCES product (sku)
);

CREATE TABLE sale (
    receipt BIGINT NOT NULL,
    line    INTEGER NOT NULL,
    sku     VARCHAR(12) NOT NULL,
    sold_on DATE NOT NULL,
    pieces  INTEGER NOT NULL,
    price   DECIMAL(10, 2) NOT NULL,
    PRIMARY KEY (receipt, line),
    FOREIGN KEY (sku) REFERENCES product (sku)
);

COMMENT ON TABLE category IS 'Kinds of products; published by one company for all';
COMMENT ON TABLE product IS 'What the makers make';
COMMENT ON TABLE stock IS 'Pieces on stock, wherever they are';
COMMENT ON TABLE sale IS 'Lines of receipts';
COMMENT ON COLUMN sale.price IS 'Price paid for one piece';
