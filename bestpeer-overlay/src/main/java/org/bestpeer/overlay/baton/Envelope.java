package org.bestpeer.overlay.baton;

import org.bestpeer.overlay.PeerContact;

/**
 * A message with what decides whether it is heard at all.
 *
 * @param network network of the sender; others' messages are dropped
 * @param sender who sent it, and where it is reached now
 * @param incarnation life of the sender; messages of earlier lives are dropped
 * @param epoch epoch of the structure that the sender knows; messages of older ones are answered with the newer and dropped
 * @param message what it says
 */
public record Envelope(String network, PeerContact sender, long incarnation, long epoch, BatonMessage message) {}
