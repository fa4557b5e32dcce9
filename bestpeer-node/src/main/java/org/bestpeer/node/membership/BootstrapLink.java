package org.bestpeer.node.membership;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.node.admin.AdminException;
import org.bestpeer.node.bootstrap.CatalogueSnapshot;
import org.bestpeer.node.bootstrap.CatalogueSnapshot.Participant;
import org.bestpeer.node.bootstrap.ControlCodec;
import org.bestpeer.node.bootstrap.ControlRequest;
import org.bestpeer.node.bootstrap.ControlResponse;
import org.bestpeer.node.bootstrap.SnapshotSignature;
import org.bestpeer.node.identity.CertificateRequest;
import org.bestpeer.node.identity.Fingerprint;
import org.bestpeer.node.identity.IdentityException;
import org.bestpeer.node.identity.PeerCredentials;
import org.bestpeer.node.identity.PeerTrust;
import org.bestpeer.node.identity.Pem;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.transport.PeerTransport;
import org.bestpeer.overlay.transport.Service;
import org.bestpeer.overlay.transport.TransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A peer's calls to its bootstrap. None of them is on the way of a query. Thread-safe. */
public final class BootstrapLink {
    private static final Logger LOG = LoggerFactory.getLogger(BootstrapLink.class);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

    private final PeerTransport transport;
    private final PeerContact bootstrap;
    private final CatalogueHolder catalogue;
    private final Supplier<PeerTrust> trust;

    public BootstrapLink(
            PeerTransport transport, PeerContact bootstrap, CatalogueHolder catalogue, Supplier<PeerTrust> trust) {
        this.transport = transport;
        this.bootstrap = bootstrap;
        this.catalogue = catalogue;
        this.trust = trust;
    }

    /** Tells the bootstrap where this peer is, and takes its newest snapshot; false if the bootstrap is not there. */
    public boolean hello(PeerAddress self, long incarnation) {
        try {
            call(new ControlRequest.Hello(
                    self.toString(), incarnation, catalogue.snapshot().number()));
            return true;
        } catch (BestPeerException e) {
            LOG.debug("no greeting", e);
            return false;
        }
    }

    /** Notes that this company shares tables; returns when the bootstrap has it and this peer its new snapshot. */
    public void recordShares(Collection<String> tables, String company) {
        List<String> news = tables.stream()
                .filter(table -> !catalogue.companiesSharing(table).contains(company))
                .toList();
        if (!news.isEmpty()) {
            call(new ControlRequest.RecordShares(news, catalogue.snapshot().schemaVersion()));
        }
    }

    /**
     * Asks for a new certificate, for a new key.
     *
     * @param authority fingerprint of the network's authority, which must have signed it
     */
    public PeerCredentials renew(Fingerprint authority) {
        CertificateRequest request = CertificateRequest.create(new SecureRandom());
        if (!(call(new ControlRequest.Renew(request.encoded())) instanceof ControlResponse.Renewed renewed)) {
            throw new BestPeerException(ErrorCode.INTERNAL, "the bootstrap did not renew the certificate");
        }
        return request.complete(Pem.read(String.join("", renewed.chain())), authority, Clock.systemUTC());
    }

    /** Takes a snapshot that the bootstrap pushed. */
    public void pushed(byte[] response) {
        try {
            take(ControlCodec.readResponse(response));
        } catch (AdminException | IdentityException e) {
            LOG.warn("a pushed snapshot was not taken: {}", e.getMessage());
        }
    }

    /** Where a participant of a snapshot is reached. */
    public static PeerContact contact(Participant participant) {
        return new PeerContact(new PeerId(participant.peer()), PeerAddress.parse(participant.address()));
    }

    private ControlResponse call(ControlRequest request) {
        try {
            byte[] answer = transport
                    .call(bootstrap, Service.CONTROL, ControlCodec.write(request), CALL_TIMEOUT)
                    .join();
            ControlResponse response = ControlCodec.readResponse(answer);
            take(response);
            return response;
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof TransportException.Remote remote) {
                throw new BestPeerException(
                        ErrorCode.INVALID_STATEMENT, "the bootstrap refused: " + remote.getMessage(), e);
            }
            throw new BestPeerException(
                    ErrorCode.OWNER_UNREACHABLE,
                    "the bootstrap at %s is not reachable: %s; repeat this once it is back"
                            .formatted(bootstrap.address(), cause.getMessage()),
                    e);
        }
    }

    private void take(ControlResponse response) {
        if (response instanceof ControlResponse.Snapshot signed) {
            CatalogueSnapshot snapshot = CatalogueSnapshot.fromJson(signed.snapshot());
            SnapshotSignature.parse(signed.signature()).verify(signed.snapshot(), snapshot.network(), trust.get());
            catalogue.offer(snapshot);
        }
    }
}
