package dev.yodel.server.websocket;

/**
 * A user event: the server stops. A connection that does not answer it in its own way is closed
 * with 1001.
 */
public record ServerDraining() {}
