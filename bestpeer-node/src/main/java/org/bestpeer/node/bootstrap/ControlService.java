package org.bestpeer.node.bootstrap;

import org.bestpeer.node.admin.AdminError;
import org.bestpeer.node.admin.AdminException;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.transport.PeerIdentity;
import org.bestpeer.overlay.transport.TransportException;

/** Answers the control calls of peers. Knows no transport; blocks while it writes to the registry. Thread-safe. */
public final class ControlService {
    private final Registry registry;
    private final SnapshotSigner signer;

    public ControlService(Registry registry, SnapshotSigner signer) {
        this.registry = registry;
        this.signer = signer;
    }

    /**
     * Answers one call.
     *
     * @param caller as its certificate says
     * @throws TransportException.Remote with a code of {@link AdminError} if the call is refused
     */
    public byte[] handle(PeerIdentity caller, byte[] request) {
        try {
            ControlRequest call = ControlCodec.readRequest(request);
            return ControlCodec.write(call.dispatch(new Call(caller)));
        } catch (AdminException e) {
            throw new TransportException.Remote(e.error().code(), String.valueOf(e.getMessage()));
        }
    }

    /** The newest snapshot with its signature, to answer with or to push. */
    public ControlResponse.Snapshot signedSnapshot(String network) {
        byte[] snapshot = registry.snapshot(network).toJson();
        return new ControlResponse.Snapshot(snapshot, signer.sign(network, snapshot));
    }

    /** One call: the requests as seen from its caller. */
    private final class Call implements ControlRequest.Handler<ControlResponse> {
        private final String network;
        private final String company;
        private final String peer;

        Call(PeerIdentity caller) {
            this.network = caller.network();
            this.company = caller.company();
            this.peer = caller.peer().value();
        }

        @Override
        public ControlResponse onHello(ControlRequest.Hello hello) {
            registry.peerHello(network, company, peer, address(hello.address()), hello.incarnation());
            return registry.snapshot(network).number() == hello.snapshot()
                    ? new ControlResponse.UpToDate()
                    : signedSnapshot(network);
        }

        @Override
        public ControlResponse onGetSnapshot(ControlRequest.GetSnapshot request) {
            registry.requirePeer(network, company, peer);
            return signedSnapshot(network);
        }

        @Override
        public ControlResponse onRecordShares(ControlRequest.RecordShares shares) {
            registry.requirePeer(network, company, peer);
            registry.recordShares(network, company, shares.tables(), shares.schemaVersion());
            return signedSnapshot(network);
        }

        @Override
        public ControlResponse onRenew(ControlRequest.Renew renew) {
            return new ControlResponse.Renewed(
                    registry.renew(network, company, peer, renew.request()).chain());
        }
    }

    private static PeerAddress address(String text) {
        try {
            return PeerAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw new AdminException(AdminError.INVALID, "the advertised address is not HOST:PORT", e);
        }
    }
}
