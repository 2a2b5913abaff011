package dev.yodel.server.log;

import dev.yodel.protocol.RoomEvent;

/**
 * An event with its place in the log.
 *
 * @param plain whether a plain client posted it: others of its kind get the text alone
 */
public record Logged(RoomEvent event, boolean plain) {

  /** Its place. */
  public long seq() {
    return event.at().seq();
  }
}
