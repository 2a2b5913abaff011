package dev.yodel.reliability;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A well-behaved member: says something when it is told to, and notes how late what carries an
 * instant comes in.
 */
final class Member extends SimpleChannelInboundHandler<WebSocketFrame> {

  private static final String INSTANT = "at=";
  private static final ByteBuf PRESENCE =
      Unpooled.wrappedBuffer("{\"type\":\"presence\"".getBytes(StandardCharsets.US_ASCII));

  private final @Nullable String room;
  private final LongConsumer heard;
  private final Runnable entered;
  private final Runnable lost;
  private @Nullable ChannelHandlerContext context;
  private int posts;

  /**
   * Not connected yet.
   *
   * @param room null for the echo
   * @param heard takes the instant that something heard was due at
   */
  Member(@Nullable String room, LongConsumer heard, Runnable entered, Runnable lost) {
    this.room = room;
    this.heard = heard;
    this.entered = entered;
    this.lost = lost;
  }

  /** Says something that was due at an instant. */
  void say(long nanos) {
    if (context == null) {
      return;
    }
    String text = INSTANT + nanos + " and some words that make it as long as people's are";
    if (room != null) {
      posts++;
      text =
          "{\"type\":\"post\",\"id\":\"p\",\"room\":\"%s\",\"postId\":\"%d\",\"text\":\"%s\"}"
              .formatted(room, posts, text);
    }
    context.writeAndFlush(new TextWebSocketFrame(text), context.voidPromise());
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext reached, Object event) {
    if (event != WebSocketClientProtocolHandler.ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
      return;
    }
    if (room == null) {
      context = reached;
      entered.run();
    } else {
      reached.writeAndFlush(
          new TextWebSocketFrame(
              "{\"type\":\"hello\",\"id\":\"h\",\"version\":1,\"rooms\":[{\"room\":\"%s\"}]}"
                  .formatted(room)));
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext reached, WebSocketFrame frame) {
    if (ByteBufUtil.equals(frame.content(), 0, PRESENCE, 0, PRESENCE.readableBytes())) {
      return; // who comes and goes, as the attackers do
    }
    String text = frame.content().toString(StandardCharsets.UTF_8);
    if (context == null && text.contains("\"type\":\"live\"")) {
      context = reached;
      entered.run();
    }
    int at = text.indexOf(INSTANT);
    if (at >= 0) {
      heard.accept(instant(text, at + INSTANT.length()));
    }
  }

  private static long instant(String text, int begin) {
    return Long.parseLong(text.substring(begin, text.indexOf(' ', begin)));
  }

  @Override
  public void channelInactive(ChannelHandlerContext gone) {
    lost.run();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
    failed.close();
  }
}
