package org.bestpeer.node.bootstrap;

import java.util.List;

/** What a peer asks of its bootstrap. Who asks is known from the certificate, never from the request. */
public sealed interface ControlRequest {
    <R> R dispatch(Handler<R> handler);

    /**
     * I am up.
     *
     * @param address {@code host:port} that I am reached at
     * @param incarnation higher at each start of my process
     * @param snapshot number of the newest snapshot that I have; 0 for none
     */
    record Hello(String address, long incarnation, long snapshot) implements ControlRequest {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onHello(this);
        }
    }

    /** The newest snapshot, please. */
    record GetSnapshot() implements ControlRequest {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onGetSnapshot(this);
        }
    }

    /** My company shares these tables, loaded by that version of the schema. */
    record RecordShares(List<String> tables, int schemaVersion) implements ControlRequest {
        public RecordShares {
            tables = List.copyOf(tables);
        }

        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onRecordShares(this);
        }
    }

    /** A new certificate for this key, please: PKCS#10. Who may have it is known from the certificate it asks with. */
    record Renew(byte[] request) implements ControlRequest {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onRenew(this);
        }
    }

    /** One method for each request. */
    interface Handler<R> {
        R onHello(Hello request);

        R onGetSnapshot(GetSnapshot request);

        R onRecordShares(RecordShares request);

        R onRenew(Renew request);
    }

    /** All kinds, for codecs and their tests. */
    static List<Class<? extends ControlRequest>> kinds() {
        return List.of(Hello.class, GetSnapshot.class, RecordShares.class, Renew.class);
    }
}
