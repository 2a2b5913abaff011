package dev.yodel.client.bench;

/** Who sends what is due. */
interface Sender {

  boolean isOpen();

  /** Sends a message, or keeps it until its connection takes it; the instant is when it was due. */
  void offer(long instant);

  /** How many of its messages wait to be sent, or for what answers them. */
  long outstanding();
}
