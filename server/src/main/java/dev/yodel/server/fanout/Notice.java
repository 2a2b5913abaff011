package dev.yodel.server.fanout;

/** Something that is not kept on its way to one loop, with a share of its frame. */
record Notice(Section section, PreparedFrame frame, long exceptConnection) implements Droppable {

  @Override
  public void run() {
    section.tell(frame, exceptConnection);
  }

  @Override
  public void dropped() {
    frame.release();
  }
}
