package dev.yodel.client;

import dev.yodel.client.WireObserver.FrameHead;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Shows an observer the handshake and the frames on their way; changes nothing. */
final class ObserverHandler extends ChannelDuplexHandler {

  private static final Set<String> SECRET =
      Set.of("authorization", "proxy-authorization", "cookie", "set-cookie");

  private final WireObserver observer;

  ObserverHandler(WireObserver observer) {
    this.observer = observer;
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (message instanceof HttpRequest request) {
      String line = request.method() + " " + request.uri() + " " + request.protocolVersion();
      observer.onHead(true, head(line, request.headers()));
    }
    show(true, message);
    ctx.write(message, promise);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof HttpResponse response) {
      String line = response.protocolVersion() + " " + response.status();
      observer.onHead(false, head(line, response.headers()));
    }
    show(false, message);
    ctx.fireChannelRead(message);
  }

  private void show(boolean sent, Object message) {
    if (message instanceof WebSocketFrame frame) {
      observer.onFrame(
          sent,
          new FrameHead(
              opcode(frame),
              frame.isFinalFragment(),
              frame.rsv(),
              frame.content().readableBytes()));
    }
  }

  private static String opcode(WebSocketFrame frame) {
    if (frame instanceof TextWebSocketFrame) {
      return "text";
    } else if (frame instanceof BinaryWebSocketFrame) {
      return "binary";
    } else if (frame instanceof PingWebSocketFrame) {
      return "ping";
    } else if (frame instanceof PongWebSocketFrame) {
      return "pong";
    }
    return frame instanceof CloseWebSocketFrame ? "close" : "continuation";
  }

  private static String head(String firstLine, HttpHeaders headers) {
    var head = new StringBuilder(firstLine);
    for (Map.Entry<String, String> field : headers) {
      boolean secret = SECRET.contains(field.getKey().toLowerCase(Locale.ROOT));
      head.append('\n').append(field.getKey()).append(": ");
      head.append(secret ? "(hidden)" : field.getValue());
    }
    return head.toString();
  }
}
