package dev.yodel.architecture.broken.guard;

import dev.yodel.protocol.RoomName;

/** A guard that knows rooms. */
record KnowsProtocol(RoomName room) {}
