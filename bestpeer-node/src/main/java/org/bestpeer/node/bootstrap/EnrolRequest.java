package org.bestpeer.node.bootstrap;

/**
 * What a new peer posts to {@code /enrol}.
 *
 * @param secret of its enrolment token
 * @param address {@code host:port} that it expects to be reached at
 * @param request PKCS#10
 */
public record EnrolRequest(String secret, String address, byte[] request) {
    @Override
    public String toString() {
        return "EnrolRequest[" + address + "]";
    }
}
