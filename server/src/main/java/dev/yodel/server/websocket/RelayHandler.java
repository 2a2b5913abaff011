package dev.yodel.server.websocket;

import dev.yodel.protocol.RoomName;
import dev.yodel.server.auth.Identity;
import dev.yodel.server.chat.Dialect;
import dev.yodel.server.chat.Expiry;
import dev.yodel.server.chat.Member;
import dev.yodel.server.chat.PlainSession;
import dev.yodel.server.fanout.Outbox;
import dev.yodel.server.websocket.frame.ClosingBegan;
import dev.yodel.server.websocket.frame.PeerClosing;
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
  private final @Nullable Identity identity;
  private @Nullable Outbox outbox;
  private @Nullable PlainSession session;
  private @Nullable Expiry expiry;

  /**
   * A handler for one connection.
   *
   * @param identity who its token proved it to be; null for a guest
   */
  public RelayHandler(
      ChatServices services, ReadGate gate, RoomName room, @Nullable Identity identity) {
    this.services = services;
    this.identity = identity;
    this.gate = gate;
    this.room = room;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    Outbox peer = services.outbox(context.channel(), Endpoint.RELAY);
    Member member =
        new Member(
            services.connections().getAsLong(), services.plain(identity), Dialect.PLAIN, peer);
    outbox = peer;
    session =
        new PlainSession(
            services.rooms(),
            member,
            room,
            services.limits(),
            services.throttle(context.channel(), gate));
    session.open();
    expiry = services.expiry(peer);
    expiry.watch(identity == null ? null : identity.expires());
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
    if (outbox != null) {
      outbox.onWritabilityChanged();
    }
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ClosingBegan) {
      gone();
    } else if (event instanceof PeerClosing closing && session != null) {
      session.onPeerClosing(closing.putOff());
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
    if (expiry != null) {
      expiry.stop();
    }
  }
}
