package dev.yodel.architecture.broken.log;

import dev.yodel.architecture.broken.chat.Room;

/** The log is below the domain. */
record KnowsChat(Room room) {}
