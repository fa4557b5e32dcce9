package org.bestpeer.node.bootstrap;

/**
 * Answer to a registration.
 *
 * @param token what the company's peer enrols with, once; a secret
 * @param expires ISO 8601
 */
public record RegisteredCompany(String company, String token, String expires) {
    @Override
    public String toString() {
        return "RegisteredCompany[" + company + "]";
    }
}
