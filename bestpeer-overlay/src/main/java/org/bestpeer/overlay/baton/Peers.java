package org.bestpeer.overlay.baton;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.env.Clock;

/** What is known of others by name: their newest life, epoch and address, and who did not answer lately. */
public final class Peers {
    private static final int REMEMBERED = 20_000;

    private final Clock clock;
    private final long suspicionNanos;
    private final Map<PeerId, Life> lives = new LinkedHashMap<>();
    /** What others say of peers; believed until the peer itself is heard, and only for where it is. */
    private final Map<PeerId, Life> rumours = new LinkedHashMap<>();

    private final Map<PeerId, Long> suspectedSince = new HashMap<>();

    public Peers(Clock clock, Settings settings) {
        this.clock = clock;
        this.suspicionNanos = settings.suspicion().toNanos();
    }

    /** Notes a sign of life; false if it is one of an earlier life or an older epoch, and thus not to be heard. */
    public boolean heard(PeerContact sender, long incarnation, long epoch) {
        Life known = lives.get(sender.id());
        if (known != null && known.incarnation == incarnation) {
            if (epoch < known.epoch) {
                return false;
            }
        } else if (!learn(sender, incarnation)) {
            return false;
        }
        if (known == null || !known.is(sender, incarnation, epoch)) {
            lives.put(sender.id(), new Life(sender, incarnation, epoch));
        }
        if (!rumours.isEmpty()) {
            rumours.remove(sender.id());
        }
        if (!suspectedSince.isEmpty()) {
            suspectedSince.remove(sender.id());
        }
        return true;
    }

    /** Notes what the scheduler, who is believed, says of a peer; false if it is of an earlier life than the known. */
    public boolean learn(PeerContact contact, long incarnation) {
        Life known = lives.get(contact.id());
        if (known != null && known.incarnation >= incarnation) {
            return known.incarnation == incarnation;
        }
        if (known == null && lives.size() >= REMEMBERED) {
            lives.remove(lives.keySet().iterator().next());
        }
        lives.put(contact.id(), new Life(contact, incarnation, 0));
        return true;
    }

    /** Notes where another peer says that one is; false if it is of an earlier life than the known. */
    boolean rumour(PeerContact contact, long incarnation) {
        Life known = lives.get(contact.id());
        if (known != null && known.incarnation >= incarnation) {
            return known.incarnation == incarnation;
        }
        Life told = rumours.get(contact.id());
        if (told == null || told.incarnation < incarnation) {
            if (told == null && rumours.size() >= REMEMBERED) {
                rumours.remove(rumours.keySet().iterator().next());
            }
            rumours.put(contact.id(), new Life(contact, incarnation, 0));
        }
        return true;
    }

    /** Where a peer is reached now, as far as known. */
    public PeerContact current(PeerContact contact) {
        Life known = lives.get(contact.id());
        Life told = rumours.get(contact.id());
        if (told != null && (known == null || told.incarnation > known.incarnation)) {
            return told.contact;
        }
        return known == null ? contact : known.contact;
    }

    void suspect(PeerId id) {
        suspectedSince.put(id, clock.nanos());
    }

    boolean isSuspect(PeerId id) {
        Long since = suspectedSince.get(id);
        if (since == null) {
            return false;
        }
        if (clock.nanos() - since < suspicionNanos) {
            return true;
        }
        suspectedSince.remove(id);
        return false;
    }

    private record Life(PeerContact contact, long incarnation, long epoch) {
        boolean is(PeerContact who, long life, long newest) {
            return incarnation == life && epoch == newest && contact.equals(who);
        }
    }
}
