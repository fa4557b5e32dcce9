package org.bestpeer.node.schema;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.catalog.TableDefinition;

/**
 * The schema file of a network: UTF-8 SQL with nothing but CREATE TABLE, CREATE REFERENCE TABLE and COMMENT ON
 * TABLE|COLUMN.
 *
 * <p>Our own parser reads it and knows nothing else. What it read is written anew, all names quoted, for a database in
 * memory, which judges whether the whole makes sense; the result is taken from that database.
 */
public final class SchemaFile {
    private static final int MAX_CHARACTERS = 1 << 20;

    private SchemaFile() {}

    /**
     * The tables of a schema file, in its order.
     *
     * @throws BestPeerException INVALID_STATEMENT, with line and column
     */
    public static List<TableDefinition> read(String text) {
        if (text.length() > MAX_CHARACTERS) {
            throw new BestPeerException(
                    ErrorCode.LIMIT_EXCEEDED, "the schema file has more than %d characters".formatted(MAX_CHARACTERS));
        }
        Parsed.Schema schema = SchemaParser.read(text);
        if (schema.tables().isEmpty()) {
            throw SchemaError.at(1, 1, "the schema file has no CREATE TABLE");
        }
        SchemaRules.check(schema);
        return SchemaDatabase.read(schema);
    }

    /** The text of a schema file; it must be UTF-8. */
    public static String textOf(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BestPeerException(
                    ErrorCode.INVALID_STATEMENT, "schema file %s is not UTF-8 text".formatted(file), e);
        } catch (IOException e) {
            throw new BestPeerException(
                    ErrorCode.INVALID_STATEMENT, "schema file %s cannot be read".formatted(file), e);
        }
    }
}
