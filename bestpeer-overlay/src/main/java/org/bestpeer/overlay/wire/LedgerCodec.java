package org.bestpeer.overlay.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.epoch.Ledger;
import org.bestpeer.overlay.tree.Seat;

/** Ledgers as bytes. */
public final class LedgerCodec {
    private LedgerCodec() {}

    public static byte[] encode(Ledger ledger) {
        OverlayProto.Ledger.Builder builder = OverlayProto.Ledger.newBuilder()
                .setNetwork(ledger.network())
                .setIncarnation(ledger.incarnation())
                .setEpoch(ledger.epoch());
        ledger.seats().forEach(seat -> builder.addSeats(seat(seat)));
        ledger.participants().forEach(participant -> builder.addParticipants(participant(participant)));
        ledger.intents().forEach(intent -> builder.addIntents(intent(intent)));
        ledger.gaps().forEach(gap -> builder.addGaps(gap(gap)));
        return builder.build().toByteArray();
    }

    private static OverlayProto.Ledger.Seat seat(Seat seat) {
        OverlayProto.Ledger.Seat.Builder builder =
                OverlayProto.Ledger.Seat.newBuilder().setPeer(seat.peer().value());
        if (seat.position() != null) {
            builder.setPosition(Encoding.position(seat.position()));
        }
        if (seat.range() != null) {
            builder.setRange(Encoding.range(seat.range()));
        }
        return builder.build();
    }

    private static OverlayProto.Ledger.Participant participant(Ledger.Participant participant) {
        return OverlayProto.Ledger.Participant.newBuilder()
                .setContact(Encoding.contact(participant.contact()))
                .setIncarnation(participant.incarnation())
                .setEpoch(participant.epoch())
                .setMoved(participant.moved())
                .setSince(participant.since())
                .build();
    }

    private static OverlayProto.Ledger.Gap gap(Ledger.Gap gap) {
        return OverlayProto.Ledger.Gap.newBuilder()
                .setRange(Encoding.range(gap.range()))
                .setEpoch(gap.epoch())
                .build();
    }

    private static OverlayProto.Ledger.Intent intent(Ledger.Intent intent) {
        return OverlayProto.Ledger.Intent.newBuilder()
                .setEpoch(intent.epoch())
                .setState(
                        switch (intent.state()) {
                            case PREPARING -> OverlayProto.Ledger.State.PREPARING;
                            case COMMITTED -> OverlayProto.Ledger.State.COMMITTED;
                            case ROLLED_BACK -> OverlayProto.Ledger.State.ROLLED_BACK;
                        })
                .addAllUnsettled(Encoding.ids(intent.unsettled()))
                .build();
    }

    /**
     * Reads a ledger.
     *
     * @throws MalformedMessageException if these bytes are none
     */
    public static Ledger decode(byte[] bytes) {
        try {
            OverlayProto.Ledger ledger = OverlayProto.Ledger.parseFrom(bytes);
            return new Ledger(
                    Decoding.network(ledger.getNetwork()),
                    ledger.getIncarnation(),
                    ledger.getEpoch(),
                    ledger.getSeatsList().stream().map(LedgerCodec::seat).toList(),
                    ledger.getParticipantsList().stream()
                            .map(LedgerCodec::participant)
                            .toList(),
                    ledger.getIntentsList().stream().map(LedgerCodec::intent).toList(),
                    ledger.getGapsList().stream()
                            .map(gap -> new Ledger.Gap(Decoding.range(gap.getRange()), gap.getEpoch()))
                            .toList());
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new MalformedMessageException("not a ledger of an epoch scheduler", e);
        }
    }

    private static Seat seat(OverlayProto.Ledger.Seat seat) {
        return new Seat(
                new PeerId(seat.getPeer()),
                seat.hasPosition() ? Decoding.position(seat.getPosition()) : null,
                seat.hasRange() ? Decoding.range(seat.getRange()) : null);
    }

    private static Ledger.Participant participant(OverlayProto.Ledger.Participant participant) {
        return new Ledger.Participant(
                Decoding.contact(participant.getContact()),
                participant.getIncarnation(),
                participant.getEpoch(),
                participant.getMoved(),
                participant.getSince());
    }

    private static Ledger.Intent intent(OverlayProto.Ledger.Intent intent) {
        return new Ledger.Intent(intent.getEpoch(), state(intent.getState()), Decoding.ids(intent.getUnsettledList()));
    }

    private static Ledger.State state(OverlayProto.Ledger.State state) {
        return switch (state) {
            case PREPARING -> Ledger.State.PREPARING;
            case COMMITTED -> Ledger.State.COMMITTED;
            case ROLLED_BACK -> Ledger.State.ROLLED_BACK;
            case STATE_UNSPECIFIED, UNRECOGNIZED ->
                throw new MalformedMessageException("a change in an unknown or no state");
        };
    }
}
