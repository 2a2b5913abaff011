package dev.yodel.server.websocket.lab;

import dev.yodel.server.guard.Client;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetSocketAddress;
import java.util.List;

/** Whether a request comes from the server's own machine. */
final class Locality {

  /** What proxies add; a request that has one was made elsewhere, whoever connected. */
  private static final List<String> FORWARDING =
      List.of(
          "Forwarded",
          "Via",
          "X-Forwarded-For",
          "X-Forwarded-Host",
          "X-Forwarded-Proto",
          "X-Forwarded-Server",
          "X-Forwarded-Port",
          "X-Real-IP",
          "X-Client-IP",
          "X-Cluster-Client-IP",
          "X-Original-Forwarded-For",
          "True-Client-IP",
          "CF-Connecting-IP",
          "Fastly-Client-IP",
          "X-Envoy-External-Address");

  private Locality() {}

  /** The peer itself must be on this machine, and whoever a PROXY line says that it speaks for. */
  static boolean isLocal(Channel channel, HttpHeaders headers) {
    Client client = Client.of(channel);
    return channel.remoteAddress() instanceof InetSocketAddress internet
        && internet.getAddress() != null
        && internet.getAddress().isLoopbackAddress()
        && (client == null || client.address().isLoopbackAddress())
        && FORWARDING.stream().noneMatch(headers::contains);
  }
}
