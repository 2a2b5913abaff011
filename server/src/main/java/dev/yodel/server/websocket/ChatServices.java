package dev.yodel.server.websocket;

import dev.yodel.protocol.CloseCode;
import dev.yodel.protocol.Limits;
import dev.yodel.protocol.User;
import dev.yodel.server.auth.Guests;
import dev.yodel.server.auth.Identity;
import dev.yodel.server.chat.Expiry;
import dev.yodel.server.chat.Rooms;
import dev.yodel.server.chat.SessionDesk;
import dev.yodel.server.chat.Throttle;
import dev.yodel.server.fanout.LoopCommons;
import dev.yodel.server.fanout.Outbox;
import dev.yodel.server.metrics.ServerMetrics;
import dev.yodel.server.metrics.TrafficBook;
import dev.yodel.server.websocket.frame.Compression;
import dev.yodel.server.websocket.frame.FrameHandler;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundInvoker;
import io.netty.channel.EventLoop;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the connections of rooms share.
 *
 * @param loops what the connections of one event loop share
 * @param connections draws the number of a connection, unique in the process
 * @param drainDelayMs draws when a client may come back to a server that restarts
 * @param compression what peers may agree on
 * @param traffic where what is written is counted
 * @param metrics where limits that are reached are counted
 */
public record ChatServices(
    SessionDesk desk,
    Guests guests,
    Function<EventLoop, LoopCommons> loops,
    LongSupplier connections,
    LongSupplier drainDelayMs,
    Compression compression,
    TrafficBook traffic,
    ServerMetrics metrics) {

  Rooms rooms() {
    return desk.rooms();
  }

  /** What {@code welcome} tells. */
  public Limits limits() {
    return desk.limits();
  }

  /**
   * The writable end of a connection to an endpoint; it is closed by a close frame through its
   * pipeline.
   */
  Outbox outbox(Channel channel, String endpoint) {
    LoopCommons loop = loops.apply(channel.eventLoop());
    ChannelOutboundInvoker frames = channel.pipeline().context(FrameHandler.class);
    FrameHandler handler = channel.pipeline().get(FrameHandler.class);
    return new Outbox(
        channel,
        frames == null ? channel : frames,
        loop,
        desk.rooms().reads(loop.owner()),
        new Outbox.Settings(
            desk.codec(),
            code -> close(channel, code),
            compression::text,
            handler == null ? 0 : handler.window(),
            code -> metrics.failed(code.wireName()),
            traffic.of(channel.eventLoop(), endpoint)));
  }

  /** A plain client's user. */
  User plain(@Nullable Identity identity) {
    return guests.plain(identity);
  }

  /** What ends a plain connection some time after its token. */
  Expiry expiry(Outbox peer) {
    return new Expiry(peer.owner(), desk.clock(), () -> peer.close(CloseCode.TOKEN_EXPIRED));
  }

  private static void close(Channel channel, CloseCode code) {
    channel.writeAndFlush(CloseFrames.of(code));
  }

  /** Stops and resumes the reading of a connection. */
  Throttle throttle(Channel channel, ReadGate gate) {
    return new GateThrottle(channel, gate, metrics);
  }
}
