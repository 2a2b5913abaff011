package dev.yodel.server.chat;

/**
 * What a session has of its connection.
 *
 * @param connection its number, unique in the process
 */
public record Line(long connection, Peer peer, Throttle throttle, ReadQueue reads) {}
