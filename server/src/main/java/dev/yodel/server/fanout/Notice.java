package dev.yodel.server.fanout;

import org.jspecify.annotations.Nullable;

/**
 * Something that is not kept on its way to one loop, with a share of its frame.
 *
 * @param count how many users are in the room now; null when it does not say
 */
record Notice(Section section, PreparedFrame frame, long exceptConnection, @Nullable Integer count)
    implements Droppable {

  @Override
  public void run() {
    section.tell(this);
  }

  @Override
  public void dropped() {
    frame.release();
  }
}
