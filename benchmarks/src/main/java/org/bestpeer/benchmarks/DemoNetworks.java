package org.bestpeer.benchmarks;

import org.bestpeer.node.Demo;
import org.bestpeer.node.DemoSettings;

/** Networks inside this program: a bootstrap and normal peers with real sockets and stores. */
final class DemoNetworks {
    private DemoNetworks() {}

    static DemoNetwork.Factory factory() {
        return (split, settings) -> start(DemoSettings.of(split).with(settings));
    }

    /** Starts one; returns when all rows can be queried. */
    static DemoNetwork start(DemoSettings settings) {
        return new Running(Demo.start(settings));
    }

    private record Running(Demo demo) implements DemoNetwork {
        @Override
        public String jdbcUrl() {
            return demo.jdbcUrl();
        }

        @Override
        public String user() {
            return demo.user();
        }

        @Override
        public String password() {
            return demo.password();
        }

        @Override
        public void close() {
            demo.close();
        }
    }
}
