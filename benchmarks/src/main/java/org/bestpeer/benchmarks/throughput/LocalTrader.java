package org.bestpeer.benchmarks.throughput;

import org.bestpeer.benchmarks.process.PeerStart;
import org.bestpeer.node.Peer;

/** A peer in this process. */
record LocalTrader(Peer peer) implements Trader {
    static LocalTrader start(PeerStart start) {
        Peer peer = start.peer();
        peer.setUser(USER, PASSWORD.toCharArray());
        return new LocalTrader(peer);
    }

    @Override
    public String jdbcUrl() {
        return peer.jdbcUrl();
    }

    @Override
    public void load(TradeFiles files, Nations nations) {
        peer.load(files.rows(nations));
    }

    @Override
    public Usage usage() {
        return Usage.of(peer);
    }

    @Override
    public void close() {
        peer.close();
    }
}
