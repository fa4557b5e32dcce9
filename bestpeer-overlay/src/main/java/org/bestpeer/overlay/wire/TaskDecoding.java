package org.bestpeer.overlay.wire;

import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.BatonMessage;
import org.bestpeer.overlay.baton.Task;

/** Tasks and their answers, from protobuf. */
final class TaskDecoding {
    private TaskDecoding() {}

    static BatonMessage forward(OverlayProto.Forward message) {
        return new BatonMessage.Forward(
                message.getHop(),
                message.getOperation(),
                Decoding.contact(message.getOrigin()),
                message.getIncarnation(),
                Decoding.key(message.hasTarget(), message.getTarget()),
                Decoding.ids(message.getVisitedList()),
                task(message));
    }

    private static Task task(OverlayProto.Forward message) {
        return switch (message.getTaskCase()) {
            case LOOKUP -> lookup(message.getLookup());
            case STORE -> new Task.Store(Decoding.versioned(message.getStore().getEntriesList()));
            case TASK_NOT_SET -> throw new MalformedMessageException("an unknown or no task");
        };
    }

    private static Task lookup(OverlayProto.Lookup task) {
        return new Task.Lookup(Decoding.range(task.getQuery()), task.hasSilent() ? new PeerId(task.getSilent()) : null);
    }

    static BatonMessage found(OverlayProto.Found message) {
        return new BatonMessage.Found(
                message.getOperation(),
                Decoding.range(message.getCovered()),
                Decoding.found(message.getEntriesList()),
                message.hasNext() ? Decoding.contact(message.getNext()) : null,
                Decoding.count(message.getHops(), "hops"));
    }

    static BatonMessage stored(OverlayProto.Stored message) {
        return new BatonMessage.Stored(
                message.getOperation(),
                Decoding.range(message.getCovered()),
                message.hasNext() ? Decoding.contact(message.getNext()) : null);
    }

    static BatonMessage renew(OverlayProto.Renew message) {
        return new BatonMessage.Renew(message.getRequest(), Decoding.stamps(message.getStampsList()));
    }

    static BatonMessage renewed(OverlayProto.Renewed message) {
        return new BatonMessage.Renewed(
                message.getRequest(),
                Decoding.stamps(message.getConfirmedList()),
                Decoding.promise(message.getPromiseNanos()));
    }
}
