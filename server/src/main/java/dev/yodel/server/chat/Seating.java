package dev.yodel.server.chat;

import dev.yodel.protocol.ServerMessage.Joined;

/**
 * Where a member begins.
 *
 * @param joined the answer, sent before anything of the room
 * @param cursor the last place that it knows: what comes after is replayed up to the head
 * @param last how many messages to begin with, 0 for none
 */
public record Seating(Joined joined, long cursor, int last) {}
