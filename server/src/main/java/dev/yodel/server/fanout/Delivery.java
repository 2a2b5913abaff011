package dev.yodel.server.fanout;

/** One event on its way to one loop, with a share of its frames. */
record Delivery(Section section, ShownEvent event) implements Droppable {

  @Override
  public void run() {
    section.show(event);
  }

  @Override
  public void dropped() {
    event.release();
  }
}
