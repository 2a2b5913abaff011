package dev.yodel.server.fanout;

/** A task that holds something: told when its owner has ended and it will never run. */
interface Droppable extends Runnable {

  /** Gives back what it holds. */
  void dropped();
}
