package org.bestpeer.engine.progress;

import org.bestpeer.engine.ErrorCode;

/**
 * Why a query failed.
 *
 * @param code which of the known failures
 * @param message as its user was told
 */
public record QueryFailure(ErrorCode code, String message) {}
