package dev.yodel.server.fanout;

import dev.yodel.protocol.MessageCodec;
import dev.yodel.protocol.RoomName;
import dev.yodel.server.chat.PageCut;
import dev.yodel.server.log.RoomLog;
import dev.yodel.server.owner.Owner;

/** What the seats of one section share. */
record SectionPlace(RoomName room, Owner owner, Shared shared) {

  /**
   * What all sections share.
   *
   * @param pageEvents the most events that are asked of the log at once
   */
  record Shared(RoomLog log, MessageCodec codec, PageCut cut, int pageEvents) {}
}
