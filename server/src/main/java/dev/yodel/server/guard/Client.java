package dev.yodel.server.guard;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who is at the other end of a connection, as far as the server can know.
 *
 * @param address the peer's own, or what a trusted proxy says
 * @param brought whether a trusted proxy brought it
 * @param caller what its address has taken; null without limits
 */
public record Client(InetAddress address, boolean brought, @Nullable Caller caller) {

  private static final AttributeKey<Client> KEY = AttributeKey.valueOf(Client.class, "CLIENT");

  /** The client of a channel; null before it is known, and for what is no connection. */
  public static @Nullable Client of(Channel channel) {
    return channel.hasAttr(KEY) ? channel.attr(KEY).get() : null;
  }

  /** What log lines call the client of a channel: its address, or the peer's before it is known. */
  public static String name(Channel channel) {
    Client client = of(channel);
    if (client != null) {
      return client.address().getHostAddress();
    }
    return channel.remoteAddress() instanceof InetSocketAddress peer
        ? peer.getAddress().getHostAddress()
        : String.valueOf(channel.remoteAddress());
  }

  void setOn(Channel channel) {
    channel.attr(KEY).set(this);
  }
}
