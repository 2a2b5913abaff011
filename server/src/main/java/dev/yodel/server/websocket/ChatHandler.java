package dev.yodel.server.websocket;

import dev.yodel.protocol.CloseCode;
import dev.yodel.server.chat.Line;
import dev.yodel.server.chat.Session;
import dev.yodel.server.fanout.Outbox;
import dev.yodel.server.websocket.frame.ClosingBegan;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** Makes a connection a session: every text that comes is a message of {@code yodel.v1.json}. */
public final class ChatHandler extends ChannelInboundHandlerAdapter {

  private final ChatServices services;
  private final ReadGate gate;
  private final @Nullable String headerToken;
  private @Nullable Outbox outbox;
  private @Nullable Session session;

  /**
   * A handler for one connection.
   *
   * @param headerToken what the upgrade's header brought; null for nothing
   */
  public ChatHandler(ChatServices services, ReadGate gate, @Nullable String headerToken) {
    this.services = services;
    this.gate = gate;
    this.headerToken = headerToken;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    Outbox peer = services.outbox(context.channel(), Endpoint.CHAT);
    Line line =
        new Line(
            services.connections().getAsLong(),
            peer,
            services.throttle(context.channel(), gate),
            peer.reads(),
            gate.crowd());
    outbox = peer;
    session = new Session(services.desk(), line, headerToken);
    session.open();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (session != null && message instanceof TextWebSocketFrame text) {
      byte[] utf8 = ByteBufUtil.getBytes(text.content());
      text.release();
      session.onText(utf8);
    } else if (outbox != null && message instanceof BinaryWebSocketFrame) {
      ReferenceCountUtil.release(message);
      outbox.close(CloseCode.UNSUPPORTED_DATA);
    } else {
      context.fireChannelRead(message);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (outbox != null) {
      outbox.onWritabilityChanged();
    }
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ServerDraining && session != null) {
      session.onDraining(services.drainDelayMs().getAsLong());
      return;
    }
    if (event instanceof ClosingBegan) {
      gone();
    }
    context.fireUserEventTriggered(event);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    gone();
    context.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    gone();
  }

  private void gone() {
    if (session != null && outbox != null) {
      outbox.onGone();
      session.onGone();
      session = null;
    }
  }
}
