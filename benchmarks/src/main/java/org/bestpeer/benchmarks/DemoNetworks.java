package org.bestpeer.benchmarks;

/** Networks inside this program: a bootstrap and normal peers with real sockets and stores. */
final class DemoNetworks {
    private DemoNetworks() {}

    static DemoNetwork.Factory factory() {
        return split -> {
            throw new UnsupportedOperationException(
                    "cannot start a network of %d peers: this build has no demo".formatted(split.companies()));
        };
    }
}
