package org.bestpeer.overlay.baton;

/** What a command yields that yields nothing. */
public enum Done {
    DONE
}
