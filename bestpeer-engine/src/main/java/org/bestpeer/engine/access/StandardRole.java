package org.bestpeer.engine.access;

import java.util.function.Predicate;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.Principal;
import org.bestpeer.engine.algebra.Operator;

/** The rule that every network starts with: logged-in users of member companies read what was shared, and nothing else. */
public final class StandardRole implements AccessPolicy {
    private final Predicate<String> memberCompany;
    private final Predicate<String> sharedTable;

    /**
     * The rule of one owner.
     *
     * @param memberCompany whether a company is a member of the network now
     * @param sharedTable whether the owner shares a table of that (folded) name now
     */
    public StandardRole(Predicate<String> memberCompany, Predicate<String> sharedTable) {
        this.memberCompany = memberCompany;
        this.sharedTable = sharedTable;
    }

    @Override
    public Operator rewrite(Operator.Scan scan, Principal principal) {
        boolean loggedIn = !principal.user().isBlank();
        // One message for all reasons: it tells nobody which tables an owner holds without sharing them.
        if (!loggedIn || !memberCompany.test(principal.company()) || !sharedTable.test(scan.table())) {
            throw new BestPeerException(
                    ErrorCode.ACCESS_DENIED,
                    "user %s of company %s may not read table %s; ask its owner to share it"
                            .formatted(principal.user(), principal.company(), scan.table()));
        }
        return scan;
    }
}
