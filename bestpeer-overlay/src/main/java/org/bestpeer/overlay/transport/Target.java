package org.bestpeer.overlay.transport;

import org.bestpeer.overlay.PeerContact;

/** Whom to dial, and as a member of which network. */
record Target(String network, PeerContact peer) {}
