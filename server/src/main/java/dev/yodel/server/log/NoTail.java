package dev.yodel.server.log;

import dev.yodel.protocol.RoomName;

/** Nobody listens yet. */
record NoTail() implements RoomLog.Tail {
  @Override
  public void onLogged(Logged logged) {}

  @Override
  public void onFloor(RoomName room, long floor) {}
}
