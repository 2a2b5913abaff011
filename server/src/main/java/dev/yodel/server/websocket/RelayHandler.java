package dev.yodel.server.websocket;

import dev.yodel.protocol.RoomName;
import dev.yodel.server.chat.Dialect;
import dev.yodel.server.chat.Member;
import dev.yodel.server.chat.PlainSession;
import dev.yodel.server.fanout.Outbox;
import dev.yodel.server.websocket.frame.ClosingBegan;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** Makes a connection a plain member of a room: every text that comes is a post. */
public final class RelayHandler extends ChannelInboundHandlerAdapter {

  private final ChatServices services;
  private final ReadGate gate;
  private final RoomName room;
  private @Nullable Outbox outbox;
  private @Nullable PlainSession session;

  public RelayHandler(ChatServices services, ReadGate gate, RoomName room) {
    this.services = services;
    this.gate = gate;
    this.room = room;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    Outbox peer = services.outbox(context.channel());
    Member member =
        new Member(
            services.connections().getAsLong(), services.guests().plain(), Dialect.PLAIN, peer);
    outbox = peer;
    session =
        new PlainSession(
            services.rooms(), member, room, services.limits(), ChatServices.throttle(gate));
    session.open();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (session != null && message instanceof TextWebSocketFrame text) {
      String content = text.text();
      text.release();
      session.onText(content);
    } else if (session != null && message instanceof BinaryWebSocketFrame) {
      ReferenceCountUtil.release(message);
      session.onBinary();
    } else {
      context.fireChannelRead(message);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    gate.set(ReadGate.Reason.UNWRITABLE, !context.channel().isWritable());
    if (outbox != null) {
      outbox.onWritabilityChanged();
    }
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
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
