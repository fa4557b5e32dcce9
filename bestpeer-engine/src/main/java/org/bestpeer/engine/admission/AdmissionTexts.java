package org.bestpeer.engine.admission;

/**
 * Words for refusals.
 *
 * @param place who refuses, such as "this peer"
 * @param work what is limited, such as "statements"
 * @param party kind of the parties, such as "user"
 * @param total name of the limit of all
 * @param each name of the limit of a party
 * @param queue name of the limit of the queue
 */
public record AdmissionTexts(String place, String work, String party, String total, String each, String queue) {}
