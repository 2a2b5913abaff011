package dev.yodel.server.chat;

import dev.yodel.protocol.Limits;
import dev.yodel.protocol.MessageCodec;
import dev.yodel.protocol.ServerMessage.Heartbeat;
import dev.yodel.server.auth.Authenticator;
import dev.yodel.server.log.RoomLog;
import java.time.Clock;

/**
 * What all sessions share.
 *
 * @param about what {@code welcome} says of the server
 */
public record SessionDesk(
    Rooms rooms,
    Directory directory,
    RoomLog log,
    Authenticator authenticator,
    MessageCodec codec,
    Limits limits,
    Clock clock,
    About about) {

  /** What {@code welcome} says of the server. */
  public record About(String node, String version, Heartbeat heartbeat) {}
}
