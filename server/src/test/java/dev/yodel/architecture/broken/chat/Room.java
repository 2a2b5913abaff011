package dev.yodel.architecture.broken.chat;

import io.netty.channel.Channel;
import java.util.concurrent.locks.ReentrantLock;

/** A domain object with a channel, a lock, a monitor and no owner. */
public final class Room {

  private final Channel channel;
  private final ReentrantLock lock = new ReentrantLock();

  Room(Channel channel) {
    this.channel = channel;
  }

  synchronized boolean isOpen() {
    return channel.isOpen() && !lock.isLocked();
  }
}
