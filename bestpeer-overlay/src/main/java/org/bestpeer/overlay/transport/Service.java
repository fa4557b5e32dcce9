package org.bestpeer.overlay.transport;

/** Whom a message, call or stream is for. Ordinals travel: append only. */
public enum Service {
    /** Overlay messages. */
    OVERLAY,
    /** Fragments and their rows. */
    FRAGMENT,
    /** Between the bootstrap and its peers. */
    CONTROL,
    /** Rows of repartitioned fragments, from owners to other peers. */
    SHUFFLE;

    /** By which it travels. */
    @SuppressWarnings("EnumOrdinal")
    public int code() {
        return ordinal();
    }
}
