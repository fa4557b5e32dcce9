package org.bestpeer.node.bootstrap;

/** A company on one line: its peers and its enrolment tokens that are neither used nor expired. */
public record CompanyStatus(String company, int peers, int openTokens) {}
