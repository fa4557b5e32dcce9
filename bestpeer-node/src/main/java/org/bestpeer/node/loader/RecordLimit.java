package org.bestpeer.node.loader;

import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Ends reading when one record takes too much: a quote that is never closed would fill the memory. */
final class RecordLimit extends FilterReader {
    private static final long MAX_CHARACTERS = 64L << 20;
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private long left = MAX_CHARACTERS;

    RecordLimit(Reader input) {
        super(new BufferedReader(input, 1 << 16));
    }

    void startRecord() {
        left = MAX_CHARACTERS;
    }

    void skipByteOrderMark() throws IOException {
        in.mark(1);
        if (in.read() != BYTE_ORDER_MARK) {
            in.reset();
        }
    }

    @Override
    public int read() throws IOException {
        count(1);
        return super.read();
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count(Math.max(read, 0));
        return read;
    }

    private void count(int read) throws IOException {
        left -= read;
        if (left < 0) {
            throw new IOException(
                    "a record is longer than %d characters; is a quote not closed?".formatted(MAX_CHARACTERS));
        }
    }
}
