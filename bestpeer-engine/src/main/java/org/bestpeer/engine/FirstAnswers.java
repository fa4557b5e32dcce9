package org.bestpeer.engine;

import java.util.ArrayList;
import java.util.List;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.Exchange;
import org.bestpeer.engine.exec.FragmentTask;
import org.bestpeer.engine.progress.Traffic;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the first rows of an attempt back until every owner that was asked has answered: one that turns out to be gone can then
 * still be left out, although its rows would have been read last. Used by one thread, but for closing.
 */
final class FirstAnswers implements Exchange {
    private final Exchange exchange;
    private final List<Answer> asked = new ArrayList<>();

    FirstAnswers(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public BatchStream open(FragmentTask task, Traffic traffic) {
        Answer answer = new Answer(exchange.open(task, traffic), traffic);
        asked.add(answer);
        return answer;
    }

    /** The rows that are made of what was opened here. */
    BatchStream before(BatchStream rows) {
        return new BatchStream() {
            private boolean begun;

            @Override
            public List<Field> fields() {
                return rows.fields();
            }

            @Override
            public @Nullable Batch next() {
                Batch batch = rows.next();
                if (!begun && batch != null) {
                    asked.forEach(Answer::await);
                    begun = true;
                }
                return batch;
            }

            @Override
            public void close() {
                rows.close();
            }
        };
    }

    /** The rows of one owner, of which the first may be there already. */
    private static final class Answer implements BatchStream {
        private final BatchStream rows;
        private final Traffic traffic;
        private boolean answered;
        private boolean holds;
        private @Nullable Batch held;
        private volatile boolean closed;

        Answer(BatchStream rows, Traffic traffic) {
            this.rows = rows;
            this.traffic = traffic;
        }

        void await() {
            if (answered || closed) {
                return;
            }
            try {
                held = rows.next();
                holds = true;
                answered = true;
            } catch (BestPeerException failure) {
                traffic.failed();
                throw failure;
            }
        }

        @Override
        public List<Field> fields() {
            return rows.fields();
        }

        @Override
        public @Nullable Batch next() {
            if (holds) {
                holds = false;
                Batch batch = held;
                held = null;
                return batch;
            }
            answered = true;
            return rows.next();
        }

        @Override
        public void close() {
            closed = true;
            rows.close();
        }
    }
}
