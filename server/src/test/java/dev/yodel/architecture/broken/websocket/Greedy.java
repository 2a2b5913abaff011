package dev.yodel.architecture.broken.websocket;

import dev.yodel.architecture.broken.http.Routes;
import io.netty.channel.Channel;

/** Stops reading by itself, waits for its end, and knows the routes. */
record Greedy(Channel channel, Routes routes) {

  void stop() {
    channel.config().setAutoRead(false);
    channel.close().awaitUninterruptibly();
  }
}
