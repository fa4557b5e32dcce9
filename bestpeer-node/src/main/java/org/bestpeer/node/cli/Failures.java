package org.bestpeer.node.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.node.admin.AdminException;
import org.bestpeer.node.config.ConfigException;
import org.bestpeer.node.records.RecordsException;
import org.bestpeer.overlay.OverlayException;
import org.bestpeer.overlay.transport.TransportException;

/** Turns a failure into the words that its user sees. */
final class Failures {
    private Failures() {}

    static String describe(Throwable failure) {
        if (failure instanceof SQLException e) {
            return "SQLState %s: %s".formatted(e.getSQLState(), e.getMessage());
        }
        if (failure instanceof UncheckedIOException e && e.getCause() != null) {
            return describe(e.getCause());
        }
        if (failure instanceof FileSystemException e) {
            return describeFile(e);
        }
        if (failure.getMessage() != null && (isOurs(failure) || failure instanceof IOException)) {
            return failure.getMessage();
        }
        return "internal error%s; set BESTPEER_DEBUG=1 to see where"
                .formatted(failure.getMessage() == null ? "" : " (" + failure.getMessage() + ")");
    }

    private static String describeFile(FileSystemException e) {
        if (e instanceof NoSuchFileException) {
            return "%s: no such file".formatted(e.getFile());
        }
        if (e instanceof AccessDeniedException) {
            return "%s: permission denied".formatted(e.getFile());
        }
        return "%s: %s".formatted(e.getFile(), e.getReason() == null ? "cannot be used" : e.getReason());
    }

    private static boolean isOurs(Throwable failure) {
        return failure instanceof CliException
                || failure instanceof BestPeerException
                || failure instanceof AdminException
                || failure instanceof ConfigException
                || failure instanceof RecordsException
                || failure instanceof OverlayException
                || failure instanceof TransportException;
    }
}
