package org.bestpeer.overlay.wire;

import org.bestpeer.overlay.baton.BatonMessage;
import org.bestpeer.overlay.baton.Task;

/** Tasks and what was found, as protobuf. */
final class TaskEncoding {
    private TaskEncoding() {}

    static OverlayProto.Forward forward(BatonMessage.Forward message) {
        OverlayProto.Forward.Builder forward = OverlayProto.Forward.newBuilder()
                .setHop(message.hop())
                .setOperation(message.operation())
                .setOrigin(Encoding.contact(message.origin()))
                .setIncarnation(message.incarnation())
                .setTarget(Encoding.key(message.target()))
                .addAllVisited(Encoding.ids(message.visited()));
        return message.task().dispatch(new TaskEncoder(forward)).build();
    }

    static OverlayProto.Found found(BatonMessage.Found message) {
        OverlayProto.Found.Builder found = OverlayProto.Found.newBuilder()
                .setOperation(message.operation())
                .setCovered(Encoding.range(message.covered()))
                .addAllEntries(Encoding.found(message.entries()))
                .setHops(message.hops());
        if (message.next() != null) {
            found.setNext(Encoding.contact(message.next()));
        }
        return found.build();
    }

    private record TaskEncoder(OverlayProto.Forward.Builder forward)
            implements Task.Handler<OverlayProto.Forward.Builder> {
        @Override
        public OverlayProto.Forward.Builder onLookup(Task.Lookup task) {
            OverlayProto.Lookup.Builder lookup =
                    OverlayProto.Lookup.newBuilder().setQuery(Encoding.range(task.query()));
            if (task.silent() != null) {
                lookup.setSilent(task.silent().value());
            }
            return forward.setLookup(lookup);
        }

        @Override
        public OverlayProto.Forward.Builder onStore(Task.Store task) {
            return forward.setStore(OverlayProto.Store.newBuilder().addAllEntries(Encoding.versioned(task.entries())));
        }
    }

    static OverlayProto.Stored stored(BatonMessage.Stored message) {
        OverlayProto.Stored.Builder stored = OverlayProto.Stored.newBuilder()
                .setOperation(message.operation())
                .setCovered(Encoding.range(message.covered()));
        if (message.next() != null) {
            stored.setNext(Encoding.contact(message.next()));
        }
        return stored.build();
    }
}
