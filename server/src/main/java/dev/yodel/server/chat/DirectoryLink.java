package dev.yodel.server.chat;

import dev.yodel.protocol.ServerMessage;
import dev.yodel.protocol.UserName;
import dev.yodel.server.owner.Owner;

/** A connection of a user, as the directory reaches it: always on the connection's own thread. */
interface DirectoryLink {

  long connection();

  Owner owner();

  /** The user is called otherwise now. */
  void onRenamed(UserName name);

  /** Something ephemeral for the user. */
  void onTold(ServerMessage.Said message);
}
