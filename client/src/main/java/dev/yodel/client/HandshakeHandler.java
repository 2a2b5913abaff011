package dev.yodel.client;

import dev.yodel.client.ConnectFailure.Kind;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;

/** Settles an attempt: open when the handshake is complete, failed at anything else. */
final class HandshakeHandler extends ChannelInboundHandlerAdapter {

  private final Handshaker handshaker;
  private final FrameHandler frames;
  private final Dial dial;

  HandshakeHandler(Handshaker handshaker, FrameHandler frames, Dial dial) {
    this.handshaker = handshaker;
    this.frames = frames;
    this.dial = dial;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
      List<Header> headers = new ArrayList<>();
      HttpHeaders answer = handshaker.answer();
      if (answer != null) {
        for (Map.Entry<String, String> field : answer) {
          headers.add(Header.received(field.getKey(), field.getValue()));
        }
      }
      dial.opened(frames.opened(ctx, handshaker.actualSubprotocol(), headers));
    } else if (event instanceof SslHandshakeCompletionEvent tls && !tls.isSuccess()) {
      dial.failed(new ConnectFailure(Kind.TLS, "no TLS: " + message(tls.cause()), tls.cause()));
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    dial.failed(
        new ConnectFailure(
            Kind.UNREACHABLE, "the server closed the connection without an answer", null));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable thrown) {
    Throwable cause =
        thrown instanceof DecoderException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (cause instanceof SSLException) {
      dial.failed(new ConnectFailure(Kind.TLS, "no TLS: " + message(cause), cause));
    } else if (cause instanceof ProxyConnectException) {
      dial.failedAtProxy(message(cause).replaceFirst(".* => [^,]*, ", ""), cause);
    } else if (cause instanceof java.io.IOException) {
      dial.failed(
          new ConnectFailure(Kind.UNREACHABLE, "connection lost: " + message(cause), cause));
    } else {
      dial.failed(new ConnectFailure(Kind.REFUSED, "invalid handshake: " + message(cause), cause));
    }
  }

  /** The innermost reason: of TLS the outer ones say little. */
  private static String message(Throwable cause) {
    Throwable inner = cause.getCause();
    if (inner != null && inner.getMessage() != null) {
      return message(inner);
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
