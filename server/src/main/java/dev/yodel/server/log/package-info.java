/** The durable, ordered events of rooms: the port and its adapters. */
@NullMarked
package dev.yodel.server.log;

import org.jspecify.annotations.NullMarked;
