package dev.yodel.server.boot;

import dev.yodel.protocol.Limits;
import dev.yodel.protocol.MessageCodec;
import dev.yodel.protocol.ServerMessage.Heartbeat;
import dev.yodel.server.auth.Authenticator;
import dev.yodel.server.auth.Guests;
import dev.yodel.server.chat.Directory;
import dev.yodel.server.chat.Rooms;
import dev.yodel.server.chat.SessionDesk;
import dev.yodel.server.fanout.Fanout;
import dev.yodel.server.fanout.LoopCommons;
import dev.yodel.server.fanout.LoopOwner;
import dev.yodel.server.log.RoomLog;
import dev.yodel.server.metrics.ServerMetrics;
import dev.yodel.server.metrics.TrafficBook;
import dev.yodel.server.owner.Owner;
import dev.yodel.server.websocket.ChatServices;
import dev.yodel.server.websocket.frame.Compression;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Makes the services of rooms: the log, the rooms on their owners, the fan-out on its loops. */
final class ChatComposition implements AutoCloseable {

  private static final int CONNECTIONS_PER_MS_BITS = 20;

  private final Clock clock = Clock.systemUTC();
  private final RandomTags tags = new RandomTags();
  private final Compression compression = new Compression();
  private final Map<EventLoop, LoopCommons> commons = new HashMap<>();
  private final List<Owner> owners = new ArrayList<>();
  private final RoomLog log;
  private final ChatServices services;

  /**
   * What rooms listen to, and are listened to by.
   *
   * @param shedding whether what is not kept is dropped
   */
  record Ears(TrafficBook traffic, ServerMetrics metrics, BooleanSupplier shedding) {}

  ChatComposition(
      EventLoopGroup loops,
      ServerConfig config,
      RoomLog log,
      Authenticator authenticator,
      Ears ears) {
    for (EventExecutor executor : loops) {
      EventLoop loop = (EventLoop) executor; // an event loop group has no others
      Owner owner = new LoopOwner(loop);
      owners.add(owner);
      commons.put(loop, LoopCommons.of(owner, config.chat().recentBytes(), ears.shedding()));
    }
    this.log = log;
    int window = Math.max(1, (int) config.timeouts().drainWindow().toMillis());
    // A plain member's post ids begin with this number: after a restart they must not come again.
    AtomicLong connections = new AtomicLong(clock.millis() << CONNECTIONS_PER_MS_BITS);
    this.services =
        new ChatServices(
            desk(config, authenticator),
            new Guests(() -> tags.of(8)),
            loop -> known(commons.get(loop)),
            connections::incrementAndGet,
            () -> tags.number(window),
            compression,
            ears.traffic(),
            ears.metrics());
  }

  private SessionDesk desk(ServerConfig config, Authenticator authenticator) {
    Limits limits = config.chat().limits();
    MessageCodec codec = new MessageCodec(limits);
    Fanout fanout =
        new Fanout(log, codec, limits.pageBytes(), ByteBufAllocator.DEFAULT, compression::text);
    Heartbeat heartbeat =
        new Heartbeat(
            config.heartbeat().interval().toMillis(), config.heartbeat().timeout().toMillis());
    return new SessionDesk(
        new Rooms(owners, log, fanout, limits, clock),
        new Directory(owners.get(0), () -> tags.of(6)),
        log,
        authenticator,
        codec,
        limits,
        clock,
        new SessionDesk.About(tags.of(6), version(), heartbeat));
  }

  private static String version() {
    String version = ChatComposition.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }

  private static LoopCommons known(@Nullable LoopCommons commons) {
    if (commons == null) {
      throw new IllegalStateException("a loop of another group");
    }
    return commons;
  }

  ChatServices services() {
    return services;
  }

  /** Called when no loop runs any more. */
  @Override
  public void close() {
    log.close();
    commons.values().forEach(loop -> loop.recent().clear());
  }
}
