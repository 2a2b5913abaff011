package dev.yodel.server.websocket;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import java.util.List;

/** Puts the handlers of a WebSocket connection in place. */
@FunctionalInterface
public interface UpgradedPipeline {

  /**
   * Called once the 101 is written, before it leaves and before the first frame is read.
   *
   * @param handlers what the endpoint made for this connection
   */
  void complete(
      ChannelPipeline pipeline, Endpoint endpoint, Upgrade upgrade, List<ChannelHandler> handlers);
}
