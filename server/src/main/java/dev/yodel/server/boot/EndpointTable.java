package dev.yodel.server.boot;

import dev.yodel.protocol.InvalidValueException;
import dev.yodel.protocol.MessageCodec;
import dev.yodel.protocol.RoomName;
import dev.yodel.server.metrics.PrometheusMetrics;
import dev.yodel.server.metrics.Traffic;
import dev.yodel.server.metrics.Why;
import dev.yodel.server.websocket.Bearer;
import dev.yodel.server.websocket.ChatHandler;
import dev.yodel.server.websocket.ChatServices;
import dev.yodel.server.websocket.EchoHandler;
import dev.yodel.server.websocket.Endpoint;
import dev.yodel.server.websocket.Endpoints;
import dev.yodel.server.websocket.FrameMeter;
import dev.yodel.server.websocket.Refusal;
import dev.yodel.server.websocket.RelayHandler;
import dev.yodel.server.websocket.Upgrade;
import dev.yodel.server.websocket.frame.FrameHandler;
import dev.yodel.server.websocket.frame.FrameLimits;
import dev.yodel.server.websocket.frame.PerMessageDeflate;
import dev.yodel.server.websocket.lab.LabEndpoint;
import dev.yodel.server.websocket.lab.LabLimits;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every path that accepts upgrades, and the handlers that serve its connections. */
final class EndpointTable {

  private static final int MOST_SEEDS = 1_000_000;

  private final ServerConfig config;
  private final ChatServices chat;
  private final PrometheusMetrics metrics;
  private final FrameLimits frames;
  private final FrameLimits roomFrames;

  EndpointTable(ServerConfig config, ChatServices chat, PrometheusMetrics metrics) {
    this.config = config;
    this.chat = chat;
    this.metrics = metrics;
    this.frames =
        new FrameLimits(
            config.limits().maxMessage(),
            config.limits().maxFragments(),
            config.timeouts().close());
    this.roomFrames =
        new FrameLimits(
            chat.limits().frameBytes(), config.limits().maxFragments(), config.timeouts().close());
  }

  /** The endpoints; that of a path is chosen by its subprotocol. */
  Endpoints endpoints() {
    int max = config.limits().maxMessage();
    LabLimits limits =
        new LabLimits(frames, config.timeouts().stall(), upgrade -> meter(upgrade, Endpoint.ECHO));
    SecureRandom random = new SecureRandom();
    LabEndpoint lab =
        new LabEndpoint(
            config.lab(),
            limits,
            chat.desk().about().node(),
            () -> random.nextInt(MOST_SEEDS),
            this::echo);
    int room = chat.limits().frameBytes();
    return new Endpoints(
        List.of(
            Endpoint.of(Endpoint.ECHO, "/echo", Endpoint.ANY, max, lab),
            Endpoint.of(Endpoint.ECHO, "/", Endpoint.ANY, max, this::echo),
            Endpoint.of(Endpoint.RELAY, "/ws", null, room, this::relay),
            Endpoint.of(Endpoint.CHAT, "/ws", MessageCodec.SUBPROTOCOL, room, this::chat)));
  }

  private List<ChannelHandler> chat(Upgrade upgrade) {
    return List.of(
        roomFrames(upgrade, Endpoint.CHAT),
        new ChatHandler(chat, upgrade.gate(), Bearer.of(upgrade, chat)));
  }

  private List<ChannelHandler> relay(Upgrade upgrade) {
    String room = upgrade.parameter("room");
    try {
      RoomName name = room == null ? RoomName.LOBBY : new RoomName(room);
      return List.of(
          roomFrames(upgrade, Endpoint.RELAY),
          new RelayHandler(chat, upgrade.gate(), name, Bearer.plain(upgrade, chat, name)));
    } catch (InvalidValueException e) {
      throw Refusal.badRequest(Why.PARAMETER, e.explanation());
    }
  }

  private FrameHandler roomFrames(Upgrade upgrade, String endpoint) {
    boolean may = config.compression() == CompressionMode.ALL;
    return new FrameHandler(
        roomFrames,
        FrameHandler.Mode.MESSAGES,
        may ? agreed(upgrade) : null,
        upgrade.gate()::end,
        meter(upgrade, endpoint));
  }

  private List<ChannelHandler> echo(Upgrade upgrade) {
    String prefix = upgrade.parameter("prefix");
    if (prefix == null || prefix.isEmpty()) {
      return List.of(echoFrames(upgrade, FrameHandler.Mode.ECHO));
    }
    return List.of(echoFrames(upgrade, FrameHandler.Mode.MESSAGES), new EchoHandler(prefix));
  }

  private FrameHandler echoFrames(Upgrade upgrade, FrameHandler.Mode mode) {
    boolean may = config.compression() != CompressionMode.OFF;
    return new FrameHandler(
        frames,
        mode,
        may ? agreed(upgrade) : null,
        upgrade.gate()::end,
        meter(upgrade, Endpoint.ECHO));
  }

  private @Nullable PerMessageDeflate agreed(Upgrade upgrade) {
    PerMessageDeflate agreed =
        chat.compression().agree(upgrade.channel(), upgrade.headers(), upgrade.answer());
    if (agreed != null) {
      upgrade.gate().compressed();
    }
    return agreed;
  }

  private FrameMeter meter(Upgrade upgrade, String endpoint) {
    Channel channel = upgrade.channel();
    boolean rehearsal = channel.parent() == null;
    Traffic traffic =
        rehearsal ? new Traffic() : metrics.traffic().of(channel.eventLoop(), endpoint);
    return new FrameMeter(
        channel,
        upgrade.gate(),
        config.guard().floods().connection(),
        new FrameMeter.Books(traffic, metrics));
  }
}
