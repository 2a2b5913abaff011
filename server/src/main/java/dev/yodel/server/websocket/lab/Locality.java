package dev.yodel.server.websocket.lab;

import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
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

  static boolean isLocal(SocketAddress peer, HttpHeaders headers) {
    return peer instanceof InetSocketAddress internet
        && internet.getAddress() != null
        && internet.getAddress().isLoopbackAddress()
        && FORWARDING.stream().noneMatch(headers::contains);
  }
}
