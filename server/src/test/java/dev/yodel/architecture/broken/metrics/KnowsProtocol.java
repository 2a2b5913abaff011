package dev.yodel.architecture.broken.metrics;

import dev.yodel.protocol.RoomName;

/** Metrics name no rooms. */
record KnowsProtocol(RoomName room) {}
