package dev.yodel.server.websocket;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.ssl.SslHandler;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An upgrade request that is about to be granted: what an endpoint makes its handlers from.
 *
 * @param target of the request line, path and query as they came
 * @param parameters of the query string, decoded
 * @param subprotocol what will be selected, null if none was offered
 * @param answer headers that the 101 will carry besides its own
 */
public record Upgrade(
    Channel channel,
    ReadGate gate,
    String target,
    String path,
    Map<String, List<String>> parameters,
    HttpHeaders headers,
    @Nullable String subprotocol,
    HttpHeaders answer) {

  static Upgrade of(
      Channel channel,
      ReadGate gate,
      QueryStringDecoder uri,
      HttpHeaders headers,
      @Nullable String subprotocol) {
    return new Upgrade(
        channel,
        gate,
        uri.uri(),
        uri.path(),
        uri.parameters(),
        headers,
        subprotocol,
        DefaultHttpHeadersFactory.headersFactory().newHeaders());
  }

  /** Whether the request came over TLS that ends here. */
  public boolean isSecure() {
    return channel.pipeline().get(SslHandler.class) != null;
  }

  /** The first value of a parameter, or null if it is not there. */
  public @Nullable String parameter(String name) {
    List<String> values = parameters.get(name);
    return values == null ? null : values.get(0);
  }
}
