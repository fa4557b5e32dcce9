package org.bestpeer.node;

/**
 * What a peer is busy with at a moment. All of it goes back to 0 when nobody asks anything any more, whatever failed.
 *
 * @param fragmentsRunning fragments that run here for any peer of the network
 * @param streamsOpen fragments at owners whose rows this peer still awaits
 * @param resultsOpen results of its own users that have more rows to give
 * @param queriesRunning queries of its own users that have not ended
 */
public record Activity(int fragmentsRunning, int streamsOpen, int resultsOpen, int queriesRunning) {}
