package dev.yodel.client;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import java.util.Set;

/**
 * Where a connection comes from.
 *
 * @param loop serves it
 * @param channelType the loop's kind of socket
 * @param lookup finds addresses
 * @param open every channel of the client that is open, of all loops
 */
record Origin(
    EventLoop loop,
    Class<? extends SocketChannel> channelType,
    HostLookup lookup,
    Set<Channel> open) {

  /** Keeps a channel among the open ones until it is closed. */
  void keep(Channel channel) {
    open.add(channel);
    channel.closeFuture().addListener(closed -> open.remove(channel));
  }
}
