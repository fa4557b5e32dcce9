package org.bestpeer.node.http;

/** Answers requests of one route; runs on a worker thread and may block. */
public interface HttpHandler {
    Response handle(Request request) throws Exception;
}
