package dev.yodel.server.chat;

import dev.yodel.server.owner.Crowd;

/**
 * What a session has of its connection.
 *
 * @param connection its number, unique in the process
 * @param crowd at its loop
 */
public record Line(long connection, Peer peer, Throttle throttle, ReadQueue reads, Crowd crowd) {}
