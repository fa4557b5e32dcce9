package org.bestpeer.overlay.sim.mutation;

import java.util.List;

/**
 * The planted bugs. Where one is found by seeds, they begin shortly before the first that finds it, and there are enough
 * for it to be found after the protocol or the ordeals have changed.
 */
final class Mutants {
    static final List<Mutant> ALL = List.of(
            Mutant.of("a message of an older epoch is heard")
                    .edit("baton/Peers.java", "if (epoch < known.epoch) {", "if (epoch < 0) {")
                    .inTest("FencingTest#messagesOfOlderEpochsOfTheirSenderAreRefused")
                    .breaking("but was"),
            Mutant.of("a message of an earlier life is heard")
                    .edit(
                            "baton/Peers.java",
                            "} else if (!learn(sender, incarnation)) {",
                            "} else if (!learn(sender, incarnation) && incarnation < 0) {")
                    .inTest("FencingTest#messagesOfOtherNetworksAndEarlierLivesAreRefused")
                    .breaking("but was"),
            Mutant.of("a prepared holder acknowledges")
                    .edit(
                            "baton/Tasks.java",
                            "if (node.isFrozen() || !node.trust.has(node.self.id())) {",
                            "if (!node.trust.has(node.self.id())) {")
                    .edit(
                            "baton/Replication.java",
                            "!node.isFrozen() && node.placeEpoch() == place.epoch()",
                            "node.placeEpoch() == place.epoch()")
                    .edit("baton/Replication.java", "&& !node.isFrozen() && node.trust", "&& node.trust")
                    .inSeeds(60, 100)
                    .breaking("look-ups are right"),
            Mutant.of("a write is acknowledged before all three have it")
                    .edit("baton/Replication.java", "(!kept || open == 0)", "(!kept || open <= 1)")
                    .inSeeds(1, 60)
                    .breaking("look-ups are right"),
            Mutant.of("a holder answers without asking")
                    .edit("baton/Agreement.java", "if (neighbours.isEmpty()) {", "if (neighbours.size() < 3) {")
                    .inTest("NamedOrdealTest#aPausedHolderThatWasDisplacedAnswersNothing")
                    .breaking("look-ups are right"),
            Mutant.of("who gives a part of its range away keeps no copy of it")
                    .edit("baton/Node.java", "place.neighbours().forEach(info -> ranges.add(info.range()));", "")
                    .inSeeds(1, 20)
                    .breaking("look-ups are right"),
            Mutant.of("a new holder fetches copies only")
                    .edit("epoch/Structure.java", "needs.add(place.info().range());", "")
                    .inSeeds(1, 20)
                    .breaking("look-ups are right"),
            Mutant.of("links stay as they were when the place changes")
                    .edit(
                            "baton/Node.java",
                            "links = new Links(now.info().position(), now.links());",
                            "links = links == null ? new Links(now.info().position(), now.links()) : links;")
                    .inSeeds(1, 20)
                    .breaking("the tree is whole"),
            Mutant.of("who is linked is not told")
                    .edit("baton/Node.java", "links().put(info);", "")
                    .edit("baton/Node.java", "place = place().withLinks(List.copyOf(links().all()));", "")
                    .edit(
                            "epoch/EpochScheduler.java",
                            "if (hello.recovering() || structure.digest(id) != hello.digest()) {",
                            "if (hello.recovering()) {")
                    .inSeeds(1, 20)
                    .breaking("the tree is whole"),
            Mutant.of("who was replaced does not believe it")
                    .edit(
                            "baton/Seating.java",
                            "if (holds && Math.max(node.placeEpoch(), node.preparedEpoch()) <= message.epoch()) {",
                            "if (message.epoch() < 0) {")
                    .inSeeds(1, 20)
                    .breaking("the tree is whole"),
            Mutant.of("a change that is rolled back takes place at a peer")
                    .edit("baton/Seating.java", "settle(committed, epoch); node.save", "settle(true, epoch); node.save")
                    .inTest("NamedOrdealTest#theSchedulerCrashesInTheMiddleOfALeave")
                    .breaking("nothing is lost", "the tree is whole", "everybody has a place"),
            Mutant.of("at a repair the heir forgets its own range")
                    .edit(
                            "tree/Departure.java",
                            "Ranges.union(tree.range(heir), tree.range(giver))",
                            "tree.range(giver)")
                    .inSeeds(1, 20)
                    .breaking("do not meet"),
            Mutant.of("at a repair two peers get the range of the dead")
                    .edit(
                            "tree/Departure.java",
                            "List.of(Seat.left(leaver), new Seat(substitute, place, range), withRangeOf(substitute, heir))",
                            "List.of(Seat.left(leaver), new Seat(substitute, place, Ranges.union(range, tree.range(substitute))), withRangeOf(substitute, heir))")
                    .edit("tree/Installation.java", "return meets ?", "return true ?")
                    .inSeeds(1, 30)
                    .breaking("one holder", "two ranges start"),
            Mutant.of("ready is said before all is fetched")
                    .edit(
                            "baton/Seating.java",
                            "fetchingFor = epoch; transfer",
                            "fetchingFor = epoch; ready(epoch); transfer")
                    .inSeeds(1, 20)
                    .breaking("look-ups are right"),
            Mutant.of("a decision is told before it is written")
                    .edit("epoch/Changes.java", "save(); if (commit) {", "if (commit) {")
                    .inTest("NamedOrdealTest#theSchedulerCrashesInTheMiddleOfAJoin")
                    .breaking(
                            "nothing is lost",
                            "the tree is whole",
                            "one holder",
                            "everybody has a place",
                            "look-ups are right"),
            Mutant.of("changes that touch each other run at once")
                    .edit("epoch/Changes.java", "return touched.stream().noneMatch(busy::contains);", "return true;")
                    .inSeeds(15, 60)
                    .breaking("the place is no longer open", "change refused"),
            Mutant.of("a withdrawal is not newer than what it withdraws")
                    .edit("baton/Versioned.java", ".thenComparingLong(Versioned::sequence)", "")
                    .inSeeds(1, 40)
                    .breaking("look-ups are right"),
            Mutant.of("the last writer wins")
                    .edit("baton/Versioned.java", "return AGE.compare(this, other) > 0;", "return true;")
                    .inSeeds(30, 80)
                    .breaking("look-ups are right"),
            Mutant.of("a restarted peer goes on with its old life")
                    .edit(
                            "baton/BatonPeer.java",
                            "Math.max(incarnation, saved.map(Snapshot::incarnation).orElse(0L) + 1)",
                            "saved.map(Snapshot::incarnation).orElse(incarnation)")
                    .inSeeds(1, 20)
                    .breaking("lives only rise"),
            Mutant.of("a restarted scheduler goes on with its old life")
                    .edit(
                            "epoch/EpochScheduler.java",
                            "saved.map(ledger -> Math.max(incarnation, ledger.incarnation() + 1))",
                            "saved.map(Ledger::incarnation)")
                    .inSeeds(1, 20)
                    .breaking("lives only rise"),
            Mutant.of("a restarted peer trusts its disk")
                    .edit(
                            "baton/BatonPeer.java",
                            "new Recovery(node, transfer).start();",
                            "node.trust.all(node.place());")
                    .inTest("NamedOrdealTest#aPeersDiskIsSetBack")
                    .breaking("look-ups are right"),
            Mutant.of("a search stops early")
                    .edit("baton/Search.java", "if (covered == null ||", "if (covered == null || found.size() > 2 ||")
                    .inSeeds(1, 20)
                    .breaking("look-ups are right"),
            Mutant.of("a copy is answered from without asking the third")
                    .edit(
                            "baton/Agreement.java",
                            "requests.ask( otherReplica,",
                            "agreed.run(); if (silent.since() < 0) requests.ask( otherReplica,")
                    .inSeeds(117, 300)
                    .breaking("look-ups are right"),
            Mutant.of("a rollback that was not heard is taken for a commit")
                    .edit(
                            "baton/Seating.java",
                            "settle(message.base() == before.epoch(), before.epoch());",
                            "settle(true, before.epoch());")
                    .inTest("DecisionTest#aRollbackThatNobodyHearsOfIsNotTakenForACommit")
                    .breaking("nothing is lost"),
            Mutant.of("ready is said before it is written down")
                    .edit("baton/Seating.java", "node.save(); fetchingFor = epoch;", "fetchingFor = epoch;")
                    .edit(
                            "baton/Seating.java",
                            "node.saveSoon(() -> { if (isPreparing(epoch)) { readyFor = epoch; answerPrepared(epoch); } });",
                            "if (isPreparing(epoch)) { readyFor = epoch; answerPrepared(epoch); } node.saveSoon(() -> {});")
                    .inTest("DecisionTest#whoSaidItIsReadyIsFrozenAlsoAfterACrash")
                    .breaking("look-ups are right"),
            Mutant.of("a number is used before it is written down")
                    .edit(
                            "epoch/Changes.java",
                            "save(); if (change.unprepared.isEmpty()) {",
                            "if (change.unprepared.isEmpty()) {")
                    .inTest("DecisionTest#aSchedulerThatStartsAgainUsesNoNumberTwice")
                    .breaking("look-ups are right", "nothing is lost"),
            Mutant.of("who is at rest obeys an order of a settled change")
                    .edit("baton/Seating.java", "if (message.epoch() <= node.epoch()) {", "if (message.epoch() < 0) {")
                    .inTest("DecisionTest#anOrderThatComesAgainWhenItIsSettledFreezesNobody")
                    .breaking("the keys are changing hands"),
            Mutant.of("a prepared neighbour agrees to a read")
                    .edit(
                            "baton/Agreement.java",
                            "&& !node.isFrozen() && node.trust.isPlaceConfirmed()",
                            "&& node.trust.isPlaceConfirmed()")
                    .inTest("AgreementTest#whoIsPreparedAgreesToNoRead")
                    .breaking("look-ups are right"),
            Mutant.of("a prepared neighbour takes copies")
                    .edit(
                            "baton/Replication.java",
                            "node.isMember() && !node.isFrozen() && node.trust.has(sender.id())",
                            "node.isMember() && node.trust.has(sender.id())")
                    .inTest("AgreementTest#whoIsPreparedTakesNoCopies")
                    .breaking("look-ups are right"),
            Mutant.of("silence is agreement")
                    .edit(
                            "baton/Agreement.java",
                            "agreed |= vote == Vote.AGREED && !late;",
                            "agreed |= vote != Vote.REFUSED && !late;")
                    .inTest("AgreementTest#aHolderThatIsCutOffFromBothNeighboursAnswersNothing")
                    .breaking("look-ups are right"),
            Mutant.of("a holder whose neighbours were silent lately answers")
                    .edit("baton/Agreement.java", "end(false);", "end(true);")
                    .inTest("AgreementTest#aHolderThatIsCutOffFromBothNeighboursAnswersNothing")
                    .breaking("look-ups are right"),
            Mutant.of("a doubled answer counts twice")
                    .edit("baton/Requests.java", "pending.remove(id); request.cancelTimer();", "request.cancelTimer();")
                    .inTest("AgreementTest#aDoubledAnswerCountsOnce")
                    .breaking("look-ups are right"),
            Mutant.of("a withdrawal leaves no mark")
                    .edit(
                            "baton/Holding.java",
                            "tombstones.add(new Tombstone(node.now(), entry));",
                            "node.entries.forget(entry);")
                    .inTest("AgreementTest#whatWasWithdrawnIsNotBroughtBackByALateMessage")
                    .breaking("look-ups are right"),
            Mutant.of("two dead neighbours are replaced as soon as one")
                    .edit(
                            "epoch/Changes.java",
                            "absent.stream().allMatch(mourning::isMournedLong)",
                            "absent.stream().allMatch(id -> structure.member(id).dead)")
                    .inTest("AgreementTest#twoThatAreCutOffForAMomentAreNotReplaced")
                    .breaking("what the holder says"),
            Mutant.of("answers need not meet")
                    .edit("baton/Search.java", "|| !part.covered().low().equals(cursor)", "")
                    .inTest("AgreementTest#anAnswerThatDoesNotGoOnWhereTheLastOneEndedIsOfNoUse")
                    .breaking("look-ups are right"),
            Mutant.of("a doubled task is done twice")
                    .edit(
                            "baton/Forwarding.java",
                            "seen.add(new HopId(sender.id(), forward.hop()))",
                            "(seen.add(new HopId(sender.id(), forward.hop())) || alive)")
                    .inTest("AgreementTest#aTaskThatArrivesTwiceAtEveryHopIsDoneOnce")
                    .breaking("but was"),
            Mutant.of("a source hands out what is not frozen")
                    .edit(
                            "baton/Transfer.java",
                            "return node.prepared() != null && node.prepared().epoch() == message.epoch();",
                            "return true;")
                    .inTest("AgreementTest#aSourceHandsOutOnlyWhatCannotChangeAnyMore")
                    .breaking("look-ups are right"),
            Mutant.of("whoever asks is told that another one holds a range")
                    .edit(
                            "baton/Agreement.java",
                            "(asking.equals(holder) ||",
                            "(!asking.equals(node.scheduler.id()) ||")
                    .inTest("AgreementTest#aReplicaThatWasReplacedAnswersForNobody")
                    .breaking("look-ups are right"),
            Mutant.of("a replica that left meanwhile answers")
                    .edit(
                            "baton/Tasks.java",
                            "!node.isFrozen() && node.placeEpoch() == place.epoch()",
                            "!node.isFrozen()")
                    .inTest("AgreementTest#aReplicaThatLeavesMeanwhileAnswersNothing")
                    .breaking("look-ups are right"),
            Mutant.of("who may have an old place agrees")
                    .edit("baton/Agreement.java", "&& node.trust.isPlaceConfirmed()", "")
                    .inTest("DecisionTest#whoMayHaveAnOldPlaceAgreesToNothing")
                    .breaking("look-ups are right"),
            Mutant.of("a copy that may be old is answered from")
                    .edit(
                            "baton/Tasks.java",
                            "boolean able = !node.isFrozen() && node.trust.has(silent);",
                            "boolean able = !node.isFrozen();")
                    .inTest("DecisionTest#copiesThatMayAllBeOldAreAGap")
                    .breaking("look-ups are right"),
            Mutant.of("a copy that may be old is given on")
                    .edit(
                            "epoch/Structure.java",
                            "return source.from().stream().allMatch(contact -> member(contact.id()).recovering);",
                            "return false;")
                    .inTest("DecisionTest#copiesThatMayAllBeOldAreAGap")
                    .breaking("look-ups are right"),
            Mutant.of("a change goes on when one of it starts again")
                    .edit("epoch/EpochScheduler.java", "changes.restarted(sender.id());", "")
                    .inTest("DecisionTest#whoStartsAgainWithAnOldDiskEndsTheChange")
                    .breaking("look-ups are right"),
            Mutant.of("a change begins without one that is only suspected")
                    .edit("epoch/Changes.java", "if (unclear || (!repair", "if ((!repair")
                    .inTest("DecisionTest#whoIsOnlySlowKeepsItsPlace")
                    .breaking("somebody lost its place"),
            Mutant.of("after a loss numbers are given again")
                    .edit("epoch/Hindsight.java", "this.begun = Math.max(known, incarnation);", "this.begun = known;")
                    .inSeeds(41, 100)
                    .breaking("look-ups are right", "one holder", "everybody has a place"),
            Mutant.of("what was filed since a disk was set back is not missed")
                    .edit("epoch/Changes.java", "hindsight.lost(); lose(KeyRange.ALL);", "hindsight.lost();")
                    .inTest("NamedOrdealTest#theSchedulersDiskIsSetBackToWhenThereWasOnePeerThatHasLeft")
                    .breaking("the tree is whole again"),
            Mutant.of("a copy at a former neighbour counts")
                    .edit(
                            "baton/Replication.java",
                            "!node.isFrozen() && node.placeEpoch() == place.epoch()",
                            "!node.isFrozen() && node.isMember() && node.place().info().since() == place.info().since()")
                    .inSeeds(33955, 33955)
                    .breaking("look-ups are right"),
            Mutant.of("who recovers takes an old copy for whole")
                    .edit("baton/Recovery.java", "if (certain) {", "if (certain || node.isMember()) {")
                    .inTest("NamedOrdealTest#theDisksOfTwoNeighboursAreSetBackAtOnce")
                    .breaking("look-ups are right"),
            Mutant.of("of two that are dead one gets what the other had")
                    .edit("tree/Departure.java", "anyHeir && tree.size() == 2 &&", "anyHeir && tree.size() == 0 &&")
                    .inTest("NamedOrdealTest#oneOfTwoLosesItsDiskAndTheOtherNeverComesBack")
                    .breaking("the tree is whole again"));

    private Mutants() {}
}
