package dev.yodel.server.websocket.lab;

import dev.yodel.server.guard.Client;
import dev.yodel.server.lab.Experiment;
import dev.yodel.server.lab.Meta;
import dev.yodel.server.websocket.Upgrade;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLSession;

/** Collects what {@code meta} tells, before the handshake changes anything. */
final class Metas {

  private Metas() {}

  static String of(
      Upgrade upgrade, Experiment experiment, Agreement agreement, long seed, String node) {
    List<Map.Entry<String, String>> headers = List.copyOf(upgrade.headers().entries());
    return new Meta(
            "GET " + upgrade.target() + " HTTP/1.1",
            headers,
            connection(upgrade.channel(), node),
            new Meta.Agreed(agreement.subprotocol(), agreement.extensions(), seed),
            experiment)
        .json();
  }

  private static Meta.Connection connection(Channel channel, String node) {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    SSLSession session = tls == null ? null : tls.engine().getSession();
    return new Meta.Connection(
        peer(channel),
        session == null ? null : session.getProtocol(),
        session == null ? null : session.getCipherSuite(),
        transport(channel),
        node);
  }

  /** Whom a trusted proxy brought; otherwise who connected, with its port. */
  private static String peer(Channel channel) {
    Client client = Client.of(channel);
    if (client != null && client.brought()) {
      return client.address().getHostAddress();
    }
    SocketAddress address = channel.remoteAddress();
    return address instanceof InetSocketAddress internet && internet.getAddress() != null
        ? internet.getAddress().getHostAddress() + ":" + internet.getPort()
        : String.valueOf(address);
  }

  /** The word for {@code --transport}, from the name of the channel's class. */
  private static String transport(Channel channel) {
    String name = channel.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    if (name.startsWith("iouring")) {
      return "io_uring";
    }
    return name.startsWith("epoll") ? "epoll" : "nio";
  }
}
