package dev.yodel.architecture.broken.fanout;

import dev.yodel.architecture.broken.chat.Room;
import dev.yodel.architecture.broken.lab.Config;

/** A section that knows its room, and the lab. */
record Section(Room room, Config config) {}
