package dev.yodel.server.boot;

import dev.yodel.protocol.Limits;
import dev.yodel.protocol.MessageCodec;
import dev.yodel.server.auth.Guests;
import dev.yodel.server.chat.Rooms;
import dev.yodel.server.fanout.Fanout;
import dev.yodel.server.fanout.LoopCommons;
import dev.yodel.server.fanout.LoopOwner;
import dev.yodel.server.log.MemoryLog;
import dev.yodel.server.log.RoomLog;
import dev.yodel.server.owner.Owner;
import dev.yodel.server.websocket.ChatServices;
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
import org.jspecify.annotations.Nullable;

/** Makes the services of rooms: the log, the rooms on their owners, the fan-out on its loops. */
final class ChatComposition implements AutoCloseable {

  private final RoomLog log;
  private final ChatServices services;

  ChatComposition(EventLoopGroup loops, ServerConfig config) {
    ChatConfig chat = config.chat();
    Limits limits = chat.limits();
    MessageCodec codec = new MessageCodec(limits);
    RandomTags tags = new RandomTags();
    Clock clock = Clock.systemUTC();
    Map<EventLoop, LoopCommons> commons = new HashMap<>();
    List<Owner> owners = new ArrayList<>();
    for (EventExecutor executor : loops) {
      EventLoop loop = (EventLoop) executor; // an event loop group has no others
      Owner owner = new LoopOwner(loop);
      owners.add(owner);
      commons.put(loop, LoopCommons.of(owner, chat.recentBytes()));
    }
    this.log = new MemoryLog(chat.retention(), clock, () -> tags.of(13));
    Fanout fanout = new Fanout(log, codec, limits.pageBytes(), ByteBufAllocator.DEFAULT);
    AtomicLong connections = new AtomicLong();
    this.services =
        new ChatServices(
            new Rooms(owners, log, fanout, limits, clock),
            codec,
            limits,
            new Guests(() -> tags.of(8)),
            loop -> known(commons.get(loop)),
            connections::incrementAndGet,
            config.timeouts().stall());
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
  }
}
